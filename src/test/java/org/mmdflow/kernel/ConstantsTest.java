package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConstantsTest {
  static Stream<Kernel> smooth() {
    return Stream.concat(
        RandomKernels.radial().filter(k -> k.smoothness() == Smoothness.SMOOTH),
        Stream.of(
            Kernel.sum(new double[] {0.5, 3}, Kernel.gaussian(0.5), Kernel.gaussian(2)),
            Kernel.sum(new double[] {0.2, 1}, Kernel.matern52(2), Kernel.imq(1, 1, 0.5))));
  }

  @ParameterizedTest
  @MethodSource("smooth")
  void gradientIsLipschitzAndTheConstantSharp(Kernel kernel) {
    double constant = kernel.lipschitz().orElseThrow();
    SplittableRandom random = new SplittableRandom(5);
    double largest = 0;
    for (int trial = 0; trial < 40_000; trial++) {
      double[] a = near(random, new double[3]);
      double[] b = near(random, a);
      double[] c = near(random, a);
      double[] d = trial % 2 == 0 ? b : near(random, b);
      double apart = Spaces.distance(Spaces.gradient(kernel, a, b), Spaces.gradient(kernel, c, d));
      largest = Math.max(largest, apart / (Spaces.distance(a, c) + Spaces.distance(b, d)));
    }
    assertThat(largest).isLessThanOrEqualTo(constant * (1 + 1e-6)).isGreaterThan(0.95 * constant);
  }

  /** A point at a distance between 1e-4 and 10. */
  private static double[] near(SplittableRandom random, double[] from) {
    double size = Math.pow(10, random.nextDouble(-4, 1));
    double[] point = random.doubles(3, -size, size).toArray();
    for (int k = 0; k < 3; k++) {
      point[k] += from[k];
    }
    return point;
  }

  @Test
  void lipschitzConstantsInClosedForm() {
    assertThat(Kernel.gaussian(2).lipschitz()).hasValue(0.25);
    assertThat(Kernel.matern32(2).lipschitz()).hasValue(0.75);
    assertThat(Kernel.matern52(2).lipschitz().orElseThrow()).isCloseTo(5.0 / 12, within(1e-15));
    assertThat(Kernel.rationalQuadratic(2, 7).lipschitz()).hasValue(0.25);
    assertThat(Kernel.imq(2, 0.5, 0.5).lipschitz()).hasValue(2);
    assertThat(Kernel.energy().lipschitz()).isEmpty();
    assertThat(Kernel.laplace(1).lipschitz()).isEmpty();
    assertThat(Kernel.riesz(1.9).lipschitz()).isEmpty();
    assertThat(Kernel.polynomial(2, 1).lipschitz()).isEmpty();
    assertThat(Kernel.sum(new double[] {1, 1}, Kernel.gaussian(1), Kernel.energy()).lipschitz())
        .isEmpty();
    assertThat(Kernel.sum(new double[] {1, 4}, Kernel.gaussian(1), Kernel.gaussian(2)).lipschitz())
        .hasValue(2);
  }

  static Stream<Kernel> twiceSmooth() {
    return smooth().filter(kernel -> kernel.assumptionD(2).isPresent());
  }

  /** sum_i |d_i k(x, .) - d_i k(y, .)|^2 = 2 sum_i (d_i d'_i k(x, x) - d_i d'_i k(x, y)). */
  @ParameterizedTest
  @MethodSource("twiceSmooth")
  void assumptionDHoldsAndIsSharp(Kernel kernel) {
    for (int d : new int[] {1, 2, 5}) {
      double square = Math.pow(kernel.assumptionD(d).orElseThrow(), 2);
      double largest = 0;
      for (double r = 0.003; r < 30; r *= 1.3) {
        double sum = 2 * (mixed(kernel, d, 0) - mixed(kernel, d, r));
        largest = Math.max(largest, sum / (r * r));
        assertThat(sum).isLessThanOrEqualTo(square * r * r * (1 + 1e-4));
      }
      assertThat(largest).isGreaterThan(0.95 * square);
    }
  }

  /**
   * Sum over i of d_i d'_i k at distance r: minus the Laplacian, from differences of the exact
   * gradient along each axis.
   */
  private static double mixed(Kernel kernel, int d, double r) {
    double step = 1e-5;
    double[] y = new double[d];
    double sum = 0;
    for (int i = 0; i < d; i++) {
      double[] right = new double[d];
      double[] left = new double[d];
      right[0] = r;
      left[0] = r;
      right[i] += step;
      left[i] -= step;
      sum -=
          (Spaces.gradient(kernel, right, y)[i] - Spaces.gradient(kernel, left, y)[i]) / (2 * step);
    }
    return sum;
  }

  @Test
  void assumptionDInClosedForm() {
    assertThat(Kernel.gaussian(2).assumptionD(7)).hasValue(0.75);
    Kernel mixture = Kernel.sum(new double[] {0.5, 8}, Kernel.gaussian(1), Kernel.gaussian(2));
    assertThat(mixture.assumptionD(2).orElseThrow()).isCloseTo(2, within(1e-15));
    assertThat(Kernel.matern32(1).assumptionD(2)).isEmpty();
    assertThat(Kernel.laplace(1).assumptionD(2)).isEmpty();
    assertThat(Kernel.energy().assumptionD(2)).isEmpty();
    assertThat(Kernel.polynomial(2, 1).assumptionD(2)).isEmpty();
    assertThat(
            Kernel.sum(new double[] {1, 1}, Kernel.gaussian(1), Kernel.matern32(1)).assumptionD(2))
        .isEmpty();
  }
}
