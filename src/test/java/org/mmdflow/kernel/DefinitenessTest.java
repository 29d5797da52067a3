package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitenessTest {
  private static double[][] points(int n, int d) {
    SplittableRandom random = new SplittableRandom(n + d);
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      points[i] = random.doubles(d, -2, 2).toArray();
    }
    points[n - 1] = points[0].clone();
    return points;
  }

  static Stream<Kernel> kernels() {
    return Stream.concat(
        RandomKernels.radial(),
        Stream.of(
            Kernel.polynomial(1, 0),
            Kernel.polynomial(2, 1),
            Kernel.polynomial(3, 0.5),
            Kernel.sum(new double[] {0.5, 2}, Kernel.gaussian(1), Kernel.energy()),
            Kernel.sum(new double[] {0.5, 2}, Kernel.gaussian(1), Kernel.polynomial(2, 0))));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gramMatricesAreAsPositiveAsSaid(Kernel kernel) {
    for (int d : new int[] {1, 2, 5}) {
      double[][] gram = Spaces.gram(kernel, points(41, d));
      double shift = 1e-10 * Math.max(1, Math.abs(gram[0][0]));
      assertThat(Spaces.isPositive(Spaces.centred(gram), shift)).isTrue();
      assertThat(Spaces.isPositive(gram, shift))
          .isEqualTo(!kernel.isConditionallyPositiveDefinite());
    }
  }

  /** The test can fail: -r^s with s above 2, and a negative offset, are not positive. */
  @Test
  void oppositesAreFound() {
    double[][] points = points(41, 2);
    double[][] cubic = new double[41][41];
    double[][] negative = new double[41][41];
    for (int i = 0; i < 41; i++) {
      for (int j = 0; j < 41; j++) {
        cubic[i][j] = -Math.pow(Spaces.distance(points[i], points[j]), 3);
        negative[i][j] = Spaces.product(points[i], points[j]) - 1;
      }
    }
    assertThat(Spaces.isPositive(Spaces.centred(cubic), 1e-10)).isFalse();
    assertThat(Spaces.isPositive(negative, 1e-10)).isFalse();
  }
}
