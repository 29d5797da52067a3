package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.FlowSnapshot;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.Metrics;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** The noise level that chooses itself, against its definition and against no noise. */
class ChosenNoiseTest {
  private static final long SEED = 77;
  private static final int SMALL = 80;
  private static final Kernel KERNEL = Kernel.gaussian(1.3);
  private static final Scheme OPEN = Scheme.noiseInjection(Schedule.constant(0));
  private final Engine engine = RandomClouds.engine();
  private final Points x = RandomClouds.gaussian(1, 19, 3);
  private final Points y = RandomClouds.gaussian(2, 27, 3, 1.5, 0.8);

  @AfterEach
  void close() {
    engine.close();
  }

  private FlowBuilder flow() {
    return Flow.from(x).to(y).kernel(KERNEL).precision(Precision.DOUBLE).stepSize(0.4).seed(SEED);
  }

  /** cos(beta) of the start, pair by pair from the definition. */
  private double cosine(Weights masses, double beta) {
    NaiveMmd naive = new NaiveMmd(KERNEL, y);
    Points u = Points.zeros(x.n(), x.d());
    Noise.of(SEED).normals(Purpose.EVALUATION_NOISE, 0, 0, x.n(), x.d(), u.data());
    double p = 0;
    double noisy = 0;
    double clean = 0;
    Points g = naive.gradient(x, x, masses);
    for (double sign : new double[] {-1, 1}) {
      Points z = x.copy();
      for (int i = 0; i < z.data().length; i++) {
        z.data()[i] += sign * beta * u.data()[i];
      }
      Points there = naive.gradient(z, x, masses);
      for (int i = 0; i < x.n(); i++) {
        for (int c = 0; c < x.d(); c++) {
          p += 0.5 * masses.get(i) * g.get(i, c) * there.get(i, c);
          noisy += 0.5 * masses.get(i) * there.get(i, c) * there.get(i, c);
          clean += 0.5 * masses.get(i) * g.get(i, c) * g.get(i, c);
        }
      }
    }
    return p / Math.sqrt(clean * noisy);
  }

  private double levelAtTheStart(FlowBuilder flow, ChosenNoise noise) {
    try (Flow running = flow.scheme(OPEN).control(noise).on(engine)) {
      running.run(1);
      return running.noiseLevel();
    }
  }

  /** What is left of the noise at the start: 100 pairs of clouds of one law are further apart. */
  private double left(Weights masses) {
    NaiveMmd naive = new NaiveMmd(KERNEL, y);
    double u = naive.halfU(x, masses);
    double left = Math.sqrt(u / (100 * (naive.halfV(x, masses) - u)));
    assertThat(left).isBetween(0.05, 0.9);
    return left;
  }

  /** The bounds lie between the cosines of levels 0 to 3, so that each level is found once. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 3"})
  void theLevelIsWhereTheCosinePassesItsBound(int above, int below) {
    Weights masses = RandomClouds.weights(5, x.n());
    double max = 2;
    double upper = max * Math.pow(2, -0.5 * above);
    double lower = max * Math.pow(2, -0.5 * below);
    double here = cosine(masses, lower);
    double before = cosine(masses, upper);
    assertThat(before).isLessThan(here);
    double bound = before + 0.3 * (here - before);
    double chosen = levelAtTheStart(flow().startWeights(masses), ChosenNoise.of(max, 20, bound));
    assertThat(chosen).isCloseTo(left(masses) * lower * Math.pow(upper / lower, 0.7), within(1e-9));
  }

  @Test
  void theLargestLevelIsTakenWhereItAgrees() {
    Weights uniform = Weights.uniform(x.n());
    assertThat(cosine(uniform, 0.5)).isGreaterThan(0.18);
    assertThat(levelAtTheStart(flow(), ChosenNoise.upTo(0.5)))
        .isCloseTo(0.5 * left(uniform), within(1e-9));
  }

  /** All mass at the middle of two halves: no clean gradient, but far from the target. */
  @Test
  void whereNothingAgreesTheSmallestLevelIsTaken() {
    ChosenNoise noise = ChosenNoise.upTo(8);
    int many = 400;
    Points halves = Points.zeros(many, 1);
    for (int i = 0; i < many; i++) {
      halves.data()[i] = i % 2 == 0 ? -1 : 1;
    }
    FlowBuilder stuck =
        Flow.from(Points.zeros(many, 1))
            .to(halves)
            .kernel(Kernel.gaussian(0.7))
            .precision(Precision.DOUBLE)
            .stepSize(0.1);
    assertThat(levelAtTheStart(stuck, noise)).isEqualTo(noise.level(ChosenNoise.LEVELS - 1));
    assertThat(noise.level(ChosenNoise.LEVELS - 1)).isCloseTo(8 / 90.5, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.4951, 1", // 101 times the error of sampling
    "0.4, 0.3, 0.1732050808", // 3 of 100
    "0.51, 0.5, 0.7071067811865476", // 50 of 100
    "0.1, 0, 0",
    "0.1, -0.1, 0",
    "0.5, 0.5, 1", // nothing of sampling to compare with
    "0, 0, 0",
    "0.5, NaN, 1"
  })
  void theNoiseGoesAsTheLossNearsTheErrorOfSampling(double v, double u, double left) {
    assertThat(ChosenNoise.left(new Metrics(v, u, 1))).isCloseTo(left, within(1e-8));
  }

  @Test
  void itDecidesAtItsCadenceFromTheViewAlone() {
    List<Double> levels = new ArrayList<>();
    FlowBuilder builder =
        flow()
            .scheme(OPEN)
            .control(ChosenNoise.of(5, 4, 0.3))
            .listen(Cadence.every(1), view -> levels.add(view.noiseLevel()));
    FlowSnapshot middle;
    Points whole;
    try (Flow flow = builder.on(engine)) {
      flow.run(10);
      middle = flow.snapshot();
      flow.run(10);
      whole = flow.particles();
    }
    assertThat(levels).hasSize(21);
    for (int n = 0; n < 21; n++) {
      assertThat(levels.get(n)).isEqualTo(levels.get(n - n % 4));
    }
    assertThat(levels.stream().distinct().count()).isGreaterThan(3);
    try (Flow flow = builder.on(engine)) {
      flow.restore(middle);
      assertThat(flow.noiseLevel()).isEqualTo(levels.get(10));
      flow.run(10);
      assertThat(flow.particles()).isEqualTo(whole);
    }
  }

  /** Lengths are the only scale: points, kernel and step size in other units, the same flow. */
  @Test
  void unitsDoNotMatter() {
    double metre = levelAtTheStart(flow(), ChosenNoise.of(5, 20, 0.3));
    FlowBuilder inFeet =
        Flow.from(scaled(x, 4))
            .to(scaled(y, 4))
            .kernel(Kernel.gaussian(4 * 1.3))
            .precision(Precision.DOUBLE)
            .stepSize(16 * 0.4)
            .seed(SEED);
    assertThat(levelAtTheStart(inFeet, ChosenNoise.of(20, 20, 0.3)))
        .isCloseTo(4 * metre, within(1e-9));
  }

  private static Points scaled(Points points, double factor) {
    Points scaled = points.copy();
    for (int i = 0; i < scaled.data().length; i++) {
      scaled.data()[i] *= factor;
    }
    return scaled;
  }

  /**
   * The experiment with Gaussians of Arbel et al. 2019 with 80 particles, whose plain flow stays
   * far above what two samples differ by.
   */
  @Test
  void itLeadsWhereTheFlowWithoutNoiseGetsStuck() {
    long seed = 1;
    Points start = Distributions.gaussian(new double[] {10, 10}, 0.5).sample(SMALL, seed);
    double spread = spread(start, seed);
    assertThat(spread).isCloseTo(5.06, within(0.2));
    double plain = after(toy(start, seed).scheme(Scheme.euler()));
    double chosen =
        after(toy(start, seed).scheme(OPEN).control(ChosenNoise.upTo(ChosenNoise.maxFor(spread))));
    assertThat(plain).isGreaterThan(6e-3);
    assertThat(chosen).isLessThan(plain / 5);
  }

  private static double spread(Points start, long seed) {
    Points target =
        Distributions.gaussian(new double[] {0, 0}, 1).of(SMALL).sample(seed, Purpose.TARGET);
    Weights uniform = Weights.uniform(SMALL);
    return Spread.pooled(start, uniform, target, uniform);
  }

  private static FlowBuilder toy(Points start, long seed) {
    return Flow.from(start)
        .to(Distributions.gaussian(new double[] {0, 0}, 1).of(SMALL))
        .redrawTarget()
        .kernel(Kernel.gaussian(Math.sqrt(40)))
        .stepSize(1)
        .seed(seed);
  }

  private double after(FlowBuilder flow) {
    try (Flow running = flow.on(engine)) {
      running.run(2500);
      return running.metrics().halfMmd2V();
    }
  }

  @Test
  void moreParticlesThanAreMeasuredStandForAll() {
    Points many = RandomClouds.gaussian(3, 2500, 2);
    try (Flow flow =
        Flow.from(many)
            .to(RandomClouds.gaussian(4, 10, 2, 2, 1))
            .kernel(Kernel.gaussian(2))
            .scheme(OPEN)
            .on(engine)) {
      Agreement agreement = new Agreement(flow);
      assertThat(agreement.cosine(1e-3)).isCloseTo(1, within(1e-5));
      assertThat(agreement.cosine(3)).isBetween(0.05, 0.9);
    }
  }

  @Test
  void schemesWhoseNoiseIsNoneOrAnotherAreRefused() {
    for (Scheme scheme : List.of(Scheme.euler(), Scheme.diffusion(Schedule.constant(0.1)))) {
      try (Flow flow = flow().scheme(scheme).control(ChosenNoise.upTo(1)).on(engine)) {
        assertThatThrownBy(() -> flow.run(1))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "a noise level can be chosen for noise-injection only, but the scheme is "
                    + scheme.name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 20, 0.1", "-1, 20, 0.1", "NaN, 20, 0.1", "1, 0, 0.1", "1, 20, 0", "1, 20, 1"})
  void numbersOutOfRangeAreRefused(double max, long every, double cosine) {
    assertThatThrownBy(() -> ChosenNoise.of(max, every, cosine))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
