package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.kernel.Kernel;

/** Problems in which digits are lost: coincident, far, cancelling. */
public interface HardSumContract extends KernelSumContract {
  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.Kernels#all")
  default void pointsMayCoincide(String text) {
    for (int d : dimensions(1, 2, 5, 16)) {
      Random random = new Random(d);
      double[] points = Problem.normals(random, 263 * d);
      // The second point is the first again, so that sources coincide with each other too.
      System.arraycopy(points, 0, points, d, d);
      assertGross(
          Kernel.parse(text),
          Problem.of(d, points, new Problem.Sources(points, Problem.positive(random, 263))));
    }
  }

  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.Kernels#all")
  default void aCollapsedCloudExertsNoForce(String text) {
    Kernel kernel = Kernel.parse(text);
    for (int d : dimensions(1, 3, 12)) {
      double[] points = Problem.constant(0.7, 259 * d);
      Problem problem =
          Problem.of(d, points, new Problem.Sources(points, Problem.constant(1.0 / 259, 259)));
      assertGross(kernel, problem);
      if (text.contains("polynomial")) {
        continue;
      }
      inEachPrecision(
          (engine, precision) ->
              assertThat(Computed.on(engine, kernel, precision, problem).gradient())
                  .containsOnly(0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gaussian(h=1.3)", "laplace(l=0.7)", "energy", "matern52(l=1)", "imq(l=1.7)"})
  default void dataFarFromTheOriginLoseNothing(String text) {
    // float32 numbers are 1/16 apart there: engine and oracle see the same rounded points.
    assertGross(Kernel.parse(text), Problem.standard(53, 311, 3, 11).moved(x -> 1e6 + 0.9 * x));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1)", "laplace(l=1)", "energy", "imq(l=1)"})
  default void twoClustersFarApartLoseNothing(String text) {
    for (int d : new int[] {2, 8, 20}) {
      Problem near = Problem.standard(60, 300, d, 13);
      assertGross(
          Kernel.parse(text),
          new Problem(
              d,
              halves(near.at()),
              near.parts().stream()
                  .map(s -> new Problem.Sources(halves(s.points()), s.weights()))
                  .toList()));
    }
  }

  private static double[] halves(double[] points) {
    double[] moved = points.clone();
    Arrays.setAll(moved, i -> points[i] + (i < points.length / 2 ? -500 : 500));
    return moved;
  }

  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.Kernels#single")
  default void weightsMayBeSignedOrZero(String text) {
    Random random = new Random(17);
    double[] weights = Problem.normals(random, 409);
    for (int j = 0; j < weights.length; j += 3) {
      weights[j] = 0;
    }
    assertGross(
        Kernel.parse(text),
        Problem.of(
            4,
            Problem.normals(random, 4 * 71),
            new Problem.Sources(Problem.normals(random, 4 * 409), weights)));
  }

  @Test
  default void weightsOfZeroGiveZero() {
    inEachPrecision(
        (engine, precision) -> {
          Random random = new Random(19);
          Problem problem =
              Problem.of(
                  2,
                  Problem.normals(random, 2 * 31),
                  new Problem.Sources(Problem.normals(random, 2 * 300), new double[300]));
          Computed found = Computed.on(engine, Kernel.gaussian(1), precision, problem);
          assertThat(found.gradient()).containsOnly(0);
          assertThat(found.values()[0]).containsOnly(0);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 50})
  default void nearEquilibriumTheNetGradientIsRight(int d) {
    int n = 499;
    Random random = new Random(23 + d);
    double[] x = Problem.normals(random, n * d);
    double[] y = Problem.normals(random, n * d);
    Problem problem =
        Problem.of(
            d,
            x,
            new Problem.Sources(x, Problem.constant(1.0 / n, n)),
            new Problem.Sources(y, Problem.constant(-1.0 / n, n)));
    for (Kernel kernel : new Kernel[] {Kernels.standard(d), Kernel.energy()}) {
      inEachPrecision(
          (engine, precision) -> {
            Problem rounded = problem.rounded(precision);
            double[] wanted = Oracle.sums(kernel, rounded).gradient();
            Computed.assertNear(
                "net gradient of " + kernel,
                Computed.on(engine, kernel, precision, rounded).gradient(),
                wanted,
                wanted,
                Tolerances.of(precision).equilibrium());
          });
    }
  }

  @Test
  default void aNarrowBandwidthUnderflowsToZero() {
    Problem problem = Problem.standard(41, 300, 3, 29);
    // The nearest pairs give exp(-q) with q near 40, which amplifies the rounding of q that much.
    inEachPrecision(
        (engine, precision) -> {
          Problem rounded = problem.rounded(precision);
          Kernel kernel = Kernel.gaussian(0.01);
          Computed.on(engine, kernel, precision, rounded)
              .assertNearGross(Oracle.sums(kernel, rounded), 10 * Tolerances.of(precision).gross());
        });
    assertGross(Kernel.laplace(1e-4), problem);
  }
}
