package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Purpose;

/** The curves of the noise level against closed forms; engine reference. */
class NoiseTradeOffTest {
  private static final double H = 1.4;
  private static final double[] LEVELS = {0, 0.1, 0.5, 1, 2, 5};
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private static FlowBuilder cloud(Kernel kernel) {
    return Flow.from(RandomClouds.gaussian(1, 40, 2, 1.5, 0.4))
        .to(RandomClouds.gaussian(2, 30, 2))
        .startWeights(RandomClouds.weights(3, 40))
        .kernel(kernel)
        .precision(Precision.DOUBLE)
        .seed(9);
  }

  /** exp(-(z + beta u)^2 / (2 h^2)) integrated over u by the trapezoidal rule, in one dimension. */
  @ParameterizedTest
  @CsvSource({"0.7, 0", "0.7, 0.3", "1.4, 1", "0.4, 5"})
  void widenedKernelIsTheMeanOverNoise(double h, double beta) {
    Kernel wide = WidenedKernel.of(Kernel.gaussian(h), 1, beta).orElseThrow();
    for (double z : new double[] {0, 0.5, 2}) {
      double mean = 0;
      for (double u = -12; u <= 12; u += 1e-3) {
        double r = z + beta * u;
        mean += 1e-3 / Math.sqrt(2 * Math.PI) * Math.exp(-u * u / 2 - r * r / (2 * h * h));
      }
      double value =
          NaiveMmd.value(wide, Points.ofRows(new double[] {z}), 0, Points.zeros(1, 1), 0);
      assertThat(value).isCloseTo(mean, within(1e-12));
    }
  }

  /** In d dimensions it is the product of those along the axes; sums go term by term. */
  @Test
  void widenedKernelsOfSums() {
    Kernel sum = Kernel.sum(new double[] {0.25, 2}, Kernel.gaussian(1), Kernel.gaussian(3));
    Kernel wide = WidenedKernel.of(sum, 3, 2).orElseThrow();
    double expected =
        0.25 * Math.pow(1 / 5.0, 1.5) * Math.exp(-1.69 / 10)
            + 2 * Math.pow(9 / 13.0, 1.5) * Math.exp(-1.69 / 26);
    Points at = Points.ofRows(new double[] {0, 1.2, 0.5});
    assertThat(NaiveMmd.value(wide, at, 0, Points.zeros(1, 3), 0))
        .isCloseTo(expected, within(1e-15));
    assertThat(WidenedKernel.of(sum, 3, 0)).contains(sum);
    assertThat(WidenedKernel.of(Kernel.energy(), 3, 1)).isEmpty();
    Kernel mixed = Kernel.sum(new double[] {1, 1}, Kernel.gaussian(1), Kernel.laplace(1));
    assertThat(WidenedKernel.of(mixed, 3, 1)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WidenedKernel.of(sum, 3, -1))
        .withMessageContaining("3 and -1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1.4)", "0.5*gaussian(h=0.7) + 2*gaussian(h=3)"})
  void monteCarloAgreesWithTheClosedForm(String kernel) {
    try (Flow flow = cloud(Kernel.parse(kernel)).on(engine)) {
      NoiseTradeOff tradeOff = new NoiseTradeOff(flow);
      List<NoiseTradeOff.Level> curves = tradeOff.curves(LEVELS, 400);
      double[] exact = tradeOff.descentInClosedForm(engine, LEVELS).orElseThrow();
      assertThat(exact[0]).isCloseTo(flow.metrics().meanSquaredGradient(), within(1e-13));
      for (int i = 1; i < LEVELS.length; i++) {
        NoiseTradeOff.Estimate p = curves.get(i).descent();
        assertThat(p.standardError()).isPositive();
        assertThat(Math.abs(p.mean() - exact[i])).isLessThan(4 * p.standardError());
        assertThat(p.lowest()).isLessThan(p.mean());
        assertThat(p.highest()).isGreaterThan(p.mean());
      }
    }
  }

  /**
   * D of one particle at distance r from a Dirac, one dimension: E (z/h^2)^2 exp(-z^2/h^2) for z ~
   * N(r, beta^2), whose own clean source adds a second term of the same kind.
   */
  @Test
  void squaredGradientOfOneParticle() {
    double r = 2;
    double beta = 0.8;
    double mean = 0;
    for (double u = -12; u <= 12; u += 1e-3) {
      double z = r + beta * u;
      double slope =
          -beta * u / (H * H) * Math.exp(-beta * beta * u * u / (2 * H * H))
              + z / (H * H) * Math.exp(-z * z / (2 * H * H));
      mean += 1e-3 / Math.sqrt(2 * Math.PI) * Math.exp(-u * u / 2) * slope * slope;
    }
    FlowBuilder one =
        Flow.from(Points.ofRows(new double[] {r}))
            .to(Points.zeros(1, 1))
            .kernel(Kernel.gaussian(H))
            .precision(Precision.DOUBLE);
    try (Flow flow = one.on(engine)) {
      NoiseTradeOff.Level level =
          new NoiseTradeOff(flow).curves(new double[] {beta}, 20_000).get(0);
      NoiseTradeOff.Estimate d = level.squaredGradient();
      assertThat(Math.abs(d.mean() - mean)).isLessThan(4 * d.standardError());
      double f = 1 - Math.exp(-r * r / (2 * H * H));
      // lambda^2 = (d + 2) / h^4.
      assertThat(level.required())
          .isCloseTo(8 * 3 / Math.pow(H, 4) * beta * beta * f, within(1e-12));
      assertThat(level.holds()).isEqualTo(level.required() <= d.mean());
    }
  }

  /** Draw 0 is the noise of the next step: the numbers of the monitors. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void oneDrawIsTheNextStep(Precision precision) {
    FlowBuilder builder =
        cloud(Kernel.gaussian(H))
            .precision(precision)
            .scheme(Scheme.noiseInjection(Schedule.constant(0.5)));
    try (Flow flow = builder.on(engine)) {
      flow.run(3);
      NoiseTradeOff.Level level = new NoiseTradeOff(flow).curves(new double[] {0.5}, 1).get(0);
      double[] row = new NoiseTradeOffMonitor().at(flow);
      double[] condition = new NoiseConditionMonitor().at(flow);
      assertThat(level.descent().mean()).isEqualTo(row[0]);
      assertThat(level.descent().standardError()).isNaN();
      assertThat(level.squaredGradient().mean()).isEqualTo(condition[0]);
      assertThat(level.required() / condition[0]).isCloseTo(condition[1], within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 3, 8})
  void theLargestCompliantLevelJustHolds(double centre) {
    FlowBuilder builder =
        Flow.from(RandomClouds.gaussian(1, 50, 2, centre, 0.4))
            .to(RandomClouds.gaussian(2, 50, 2))
            .kernel(Kernel.gaussian(2));
    try (Flow flow = builder.on(engine)) {
      NoiseTradeOff tradeOff = new NoiseTradeOff(flow);
      double beta = tradeOff.largestCompliantLevel();
      assertThat(beta).isPositive();
      assertThat(tradeOff.curves(new double[] {beta, 1.0011 * beta}, 1))
          .extracting(NoiseTradeOff.Level::holds)
          .containsExactly(true, false);
    }
  }

  @Test
  void withoutConstantsThereIsNothingToComplyWith() {
    try (Flow flow = cloud(Kernel.energy()).on(engine)) {
      NoiseTradeOff tradeOff = new NoiseTradeOff(flow);
      assertThat(tradeOff.largestCompliantLevel()).isZero();
      assertThat(tradeOff.descentInClosedForm(engine, LEVELS)).isEqualTo(Optional.empty());
      NoiseTradeOff.Level level = tradeOff.curves(new double[] {0.1}, 2).get(0);
      assertThat(level.required()).isNaN();
      assertThat(level.holds()).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tradeOff.curves(LEVELS, 0))
          .withMessageContaining("but has 0");
    }
    Points here = Points.zeros(1, 1);
    try (Flow flow = Flow.from(here).to(here).kernel(Kernel.gaussian(1)).on(engine)) {
      assertThat(new NoiseTradeOff(flow).largestCompliantLevel()).isZero();
    }
  }

  /**
   * The experiment with Gaussians at its start, h^2 = 40: D is 1.26e-3, 2.6e-3, 8.2e-3 and 5.8e-3
   * at levels 0, 1, 3 and 10, F is 0.884, and the condition holds up to 0.19.
   */
  @Test
  void theStartOfTheExperimentWithGaussians() {
    FlowBuilder toy =
        Flow.from(
                Distributions.gaussian(new double[] {10, 10}, 0.5).of(400).sample(1, Purpose.START))
            .to(Distributions.gaussian(new double[] {0, 0}, 1).of(1000))
            .kernel(Kernel.gaussian(Math.sqrt(40)))
            .seed(1);
    try (Flow flow = toy.on(engine)) {
      NoiseTradeOff tradeOff = new NoiseTradeOff(flow);
      List<NoiseTradeOff.Level> curves = tradeOff.curves(new double[] {0, 1, 3, 10}, 4);
      double[] published = {1.26e-3, 2.6e-3, 8.2e-3, 5.8e-3};
      for (int i = 0; i < 4; i++) {
        assertThat(curves.get(i).squaredGradient().mean())
            .isCloseTo(published[i], within(0.08 * published[i]));
      }
      assertThat(flow.metrics().halfMmd2U()).isCloseTo(0.884, within(0.005));
      assertThat(tradeOff.largestCompliantLevel()).isBetween(0.18, 0.2);
    }
  }
}
