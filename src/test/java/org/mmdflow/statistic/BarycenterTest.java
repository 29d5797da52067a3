package org.mmdflow.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

/**
 * sum_t c_t MMD^2(nu, mu_t) = MMD^2(nu, sum_t c_t mu_t) + a constant, for every nu: the barycenter
 * is the flow onto the union. The engine is the reference, in double.
 */
class BarycenterTest {
  private static final double[] C = {0.2, 0.5, 0.3};
  private static final List<Distribution> PARTS =
      List.of(
          Distributions.gaussian(new double[] {-3, 0}, 0.7).of(31),
          Distributions.points(Distributions.ring(new double[] {2, 1}, 1, 0.1).sample(17, 3)),
          Distributions.uniform(new double[] {0, -4}, new double[] {1, -2}).of(43));
  private static final Distribution UNION = Distributions.union(C, PARTS);

  private static Sample union() {
    return new Sample(UNION.sample(5, Purpose.TARGET), UNION.weights().orElseThrow());
  }

  private static double mmd2(Engine engine, Kernel kernel, Sample a, Sample b) {
    return Mmd.estimate(engine, Precision.DOUBLE, kernel, a, b, Estimator.V).mmd2();
  }

  /** Part t as it stands in the union. */
  private static Sample part(int t) {
    int first = 0;
    for (int s = 0; s < t; s++) {
      first += PARTS.get(s).n();
    }
    int[] rows = java.util.stream.IntStream.range(first, first + PARTS.get(t).n()).toArray();
    return Sample.of(union().points().rows(rows));
  }

  private static double mean(Engine engine, Kernel kernel, Sample nu) {
    double mean = 0;
    for (int t = 0; t < C.length; t++) {
      mean += C[t] * mmd2(engine, kernel, nu, part(t));
    }
    return mean;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1.5)", "energy", "polynomial(degree=2, c=1)"})
  void theMeanDistanceIsThatToTheUnionAndAConstant(String text) {
    Kernel kernel = KernelSpec.parse(text).resolve(() -> 1);
    Sample near = Sample.of(Distributions.gaussian(new double[] {0, 0}, 1).sample(29, 1));
    Sample far = Sample.of(Distributions.gaussian(new double[] {5, 5}, 2).sample(37, 2));
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      double constant = mean(engine, kernel, near) - mmd2(engine, kernel, near, union());
      double other = mean(engine, kernel, far) - mmd2(engine, kernel, far, union());
      double size = mean(engine, kernel, far);
      assertThat(size).isGreaterThan(mean(engine, kernel, near));
      assertThat(other).isCloseTo(constant, within(1e-12 * Math.max(1, size)));
      // The constant is the mean distance of the union itself, and not 0.
      assertThat(constant)
          .isCloseTo(mean(engine, kernel, union()), within(1e-12 * Math.max(1, size)));
      assertThat(constant).isGreaterThan(0.01);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theFlowLowersTheMeanDistanceToItsLeast(boolean redraw) {
    Kernel kernel = Kernel.gaussian(2);
    Points start = Distributions.gaussian(new double[] {0, 0}, 0.5).sample(60, 9);
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      var builder =
          Flow.from(start)
              .to(UNION)
              .kernel(kernel)
              .stepSize(2)
              .scheme(Scheme.euler())
              .precision(Precision.DOUBLE)
              .seed(5);
      try (Flow flow = (redraw ? builder.redrawTarget() : builder).on(engine)) {
        flow.run(400, progress -> {});
        double least = mean(engine, kernel, union());
        double excess = mean(engine, kernel, Sample.of(start)) - least;
        double left = mean(engine, kernel, Sample.of(flow.particles())) - least;
        assertThat(left).isBetween(0.0, 0.05 * excess);
      }
    }
  }
}
