package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.EngineProvider.Probe;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.Rescaling;
import org.mmdflow.kernel.Widening;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** Schemes that step by another metric or another kernel, on engines by name. */
class ChangedStepsTest {
  private static final int STEPS = 9;
  private static final double GAMMA = 0.3;
  private static final Kernel KERNEL = Kernel.gaussian(1.3);
  private static final Points X = RandomClouds.gaussian(1, 19, 2);
  private static final Points Y = RandomClouds.gaussian(2, 27, 2, 1, 0.8);
  private static final Weights A = RandomClouds.weights(3, 19);

  private static final Map<String, Probe> FOUND = Engines.probeAll();

  private static Engine engine(String name) {
    assumeTrue(
        !FOUND.get(name).devices().isEmpty(),
        () -> "no " + name + ": " + FOUND.get(name).reasons());
    Engine engine = Engines.open(name, new EngineOptions(1));
    assertThat(engine.device().engine()).isEqualTo(name);
    return engine;
  }

  private static FlowBuilder flow(Scheme scheme) {
    return Flow.from(X)
        .startWeights(A)
        .to(Y)
        .kernel(KERNEL)
        .precision(Precision.DOUBLE)
        .stepSize(GAMMA)
        .seed(5)
        .scheme(scheme);
  }

  private static Points run(FlowBuilder builder, Engine engine, int... batches) {
    try (Flow flow = builder.on(engine)) {
      for (int batch : batches) {
        assertThat(flow.run(batch).end()).isEqualTo(Outcome.End.COMPLETED);
      }
      return flow.particles();
    }
  }

  private static Points moved(Points x, double factor, double[] g) {
    Points to = x.copy();
    for (int c = 0; c < g.length; c++) {
      to.data()[c] += factor * g[c];
    }
    return to;
  }

  @ParameterizedTest
  @CsvSource({"reference,0", "cpu,0", "reference,0.6", "cpu,0.6", "opencl,0.6"})
  void sobolevFollowsThePreconditionedGradient(String name, double momentum) {
    NaiveMmd naive = new NaiveMmd(KERNEL, Y);
    KernelSobolev sobolev = new KernelSobolev(KERNEL, 19, 2, 0.2);
    Points x = X;
    Points v = Points.zeros(19, 2);
    for (int n = 0; n < STEPS; n++) {
      double[] g = naive.gradient(x, x, A).data();
      sobolev.apply(x.data(), A.toArray(), g);
      v = moved(moved(v, momentum - 1, v.data().clone()), -GAMMA, g);
      x = moved(x, 1, v.data());
    }
    try (Engine engine = engine(name)) {
      Points actual = run(flow(Scheme.sobolev(0.2)).momentum(momentum), engine, STEPS);
      assertThat(actual.data()).containsExactly(x.data(), within(1e-10));
    }
  }

  /** A redrawn target changes f alone: the gradient of step n is that of draw n. */
  @Test
  void sobolevWithARedrawnTarget() {
    var law = Distributions.gaussian(new double[] {1, 0}, 0.5).of(27);
    KernelSobolev sobolev = new KernelSobolev(KERNEL, 19, 2, 0.2);
    Points x = X;
    for (int n = 0; n < 3; n++) {
      Points y = Points.zeros(27, 2);
      law.draw(5, Purpose.TARGET, n, y.data());
      double[] g = new NaiveMmd(KERNEL, y).gradient(x, x, A).data();
      sobolev.apply(x.data(), A.toArray(), g);
      x = moved(x, -GAMMA, g);
    }
    try (Engine engine = engine("reference")) {
      Points actual = run(flow(Scheme.sobolev(0.2)).to(law).redrawTarget(), engine, 3);
      assertThat(actual.data()).containsExactly(x.data(), within(1e-11));
    }
  }

  /** F falls at every step of 2 lambda / (3 L); steps of 1/2 leave the plain flow far behind. */
  @Test
  void sobolevDescends() {
    double longest = 2 / (3 * KERNEL.lipschitz().orElseThrow());
    try (Engine engine = engine("reference")) {
      assertFalls(flow(Scheme.sobolev(0.1)).stepSize(0.1 * longest), engine);
      double plain = assertFalls(flow(Scheme.euler()).stepSize(longest), engine);
      double sobolev = assertFalls(flow(Scheme.sobolev(0.1)).stepSize(0.5), engine);
      assertThat(sobolev).isLessThan(0.2 * plain);
    }
  }

  private static double assertFalls(FlowBuilder builder, Engine engine) {
    try (Flow flow = builder.on(engine)) {
      double before = flow.metrics().halfMmd2V();
      for (int n = 0; n < 60; n++) {
        flow.run(1);
        assertThat(flow.metrics().halfMmd2V()).isLessThan(before);
        before = flow.metrics().halfMmd2V();
      }
      return before;
    }
  }

  static Stream<Arguments> schemes() {
    Schedule changing = Schedule.linear(2, 0.5, 7);
    return Stream.of(
            Scheme.sobolev(),
            Scheme.continuation(changing),
            Scheme.continuation(Schedule.halving(1, 4)),
            Scheme.continuation(Schedule.constantUntil(1, 5)),
            Scheme.annealing(changing),
            Scheme.annealing(Schedule.linear(3, 1, 6)))
        .flatMap(s -> Stream.of("reference", "cpu").map(name -> Arguments.of(name, s)));
  }

  /** However the steps are cut, and after a restore, the bits are the same. */
  @ParameterizedTest
  @MethodSource("schemes")
  void theCutOfStepsChangesNoBit(String name, Scheme scheme) {
    try (Engine engine = engine(name)) {
      for (double momentum : new double[] {0, 0.5}) {
        FlowBuilder builder = flow(scheme).momentum(momentum).precision(Precision.FLOAT);
        Points whole = run(builder, engine, STEPS);
        assertThat(run(builder, engine, 1, 1, 4, 3)).isEqualTo(whole);
        try (Flow first = builder.on(engine);
            Flow second = builder.on(engine)) {
          first.run(5);
          second.restore(first.snapshot());
          second.run(STEPS - 5);
          assertThat(second.particles()).isEqualTo(whole);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu", "opencl"})
  void continuationStepsByTheWidenedKernel(String name) {
    Schedule level = Schedule.linear(2, 0.5, 4);
    Kernel kernel = Kernel.sum(new double[] {0.5, 2}, Kernel.gaussian(0.6), Kernel.gaussian(1.5));
    Points x = X;
    for (int n = 0; n < STEPS; n++) {
      Kernel wide = Widening.of(kernel, level.at(n), 2);
      x = moved(x, -GAMMA, new NaiveMmd(wide, Y).gradient(x, x, A).data());
    }
    try (Engine engine = engine(name)) {
      Points actual = run(flow(Scheme.continuation(level)).kernel(kernel), engine, STEPS);
      assertThat(actual.data()).containsExactly(x.data(), within(1e-11));
    }
  }

  @ParameterizedTest
  @CsvSource({"reference,gaussian(h=1.3)", "cpu,laplace(l=2)", "cpu,gaussian(h=1) + matern32(l=2)"})
  void annealingStepsByTheRescaledKernelAndMeasuresByItsOwn(String name, String text) {
    Schedule factor = Schedule.linear(5, 1, 6);
    Kernel kernel = Kernel.parse(text);
    Points x = X;
    for (int n = 0; n < STEPS; n++) {
      Kernel scaled = Rescaling.of(kernel, factor.at(n));
      x = moved(x, -GAMMA, new NaiveMmd(scaled, Y).gradient(x, x, A).data());
    }
    try (Engine engine = engine(name);
        Flow flow = flow(Scheme.annealing(factor)).kernel(kernel).on(engine)) {
      flow.run(STEPS);
      assertThat(flow.particles().data()).containsExactly(x.data(), within(1e-11));
      assertThat(flow.metrics().halfMmd2V())
          .isCloseTo(new NaiveMmd(kernel, Y).halfV(x, A), within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu", "opencl"})
  void levelZeroAndFactorOneAreEulerBitForBit(String name) {
    try (Engine engine = engine(name)) {
      for (Precision p : Precision.values()) {
        Points plain = run(flow(Scheme.euler()).precision(p), engine, STEPS);
        Scheme still = Scheme.continuation(Schedule.constant(0));
        assertThat(run(flow(still).precision(p), engine, STEPS)).isEqualTo(plain);
        Scheme own = Scheme.annealing(Schedule.constant(1));
        assertThat(run(flow(own).precision(p), engine, STEPS)).isEqualTo(plain);
      }
    }
  }

  /** One step of the continuation is the mean over the noise of one step of noise injection. */
  @Test
  void continuationIsTheMeanOfNoiseInjection() {
    double beta = 0.9;
    int draws = 4000;
    try (Engine engine = engine("cpu");
        Flow flow = flow(Scheme.euler()).on(engine)) {
      double[] sum = new double[X.data().length];
      double[] squares = new double[sum.length];
      double[] u = new double[sum.length];
      for (int n = 0; n < draws; n++) {
        Noise.of(9).normals(Purpose.EVALUATION_NOISE, n, 0, X.n(), 2, u);
        double[] g = flow.gradientAt(moved(X, beta, u)).data();
        for (int c = 0; c < g.length; c++) {
          sum[c] += g[c] / draws;
          squares[c] += g[c] * g[c] / draws;
        }
      }
      Points there = run(flow(Scheme.continuation(Schedule.constant(beta))), engine, 1);
      double chi2 = 0;
      for (int c = 0; c < sum.length; c++) {
        double mean = (X.data()[c] - there.data()[c]) / GAMMA;
        chi2 += Math.pow(sum[c] - mean, 2) / ((squares[c] - sum[c] * sum[c]) / draws);
      }
      // 38 nearly independent standard normals, squared: 38 +- 8.7.
      assertThat(chi2).isBetween(14.0, 73.0);
    }
  }

  @Test
  void whatCannotRunIsRefusedBeforeTheFirstStep() {
    try (Engine engine = engine("reference")) {
      Scheme wide = Scheme.continuation(Schedule.constant(1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flow(wide).kernel(Kernel.matern32(1)).on(engine))
          .withMessageStartingWith("the kernel matern32(l=1) has no closed form");
      Scheme annealed = Scheme.annealing(Schedule.constant(2));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flow(annealed).kernel(Kernel.energy()).on(engine))
          .withMessage("the kernel energy has no bandwidth to change");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flow(Scheme.sobolev(1)).kernel(Kernel.laplace(1)).on(engine))
          .withMessageContaining("no mixed second derivative");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Flow.from(Points.zeros(5000, 1))
                      .to(Y1)
                      .kernel(KERNEL)
                      .scheme(Scheme.sobolev(1))
                      .on(engine))
          .withMessageContaining("5000 unknowns");
      assertThatIllegalArgumentException().isThrownBy(() -> Scheme.sobolev(-1));
    }
  }

  private static final Points Y1 = Points.zeros(2, 1);

  @ParameterizedTest
  @MethodSource("schemes")
  void onlySchemesWithNoiseTakeALevelFromAController(String name, Scheme scheme) {
    Controller controller =
        new Controller() {
          @Override
          public Cadence cadence() {
            return Cadence.every(2);
          }

          @Override
          public Control decide(FlowView view) {
            return Control.noiseLevel(0.75);
          }
        };
    try (Engine engine = engine(name);
        Flow flow = flow(scheme).control(controller).on(engine)) {
      if (scheme.hasNoise()) {
        flow.run(1);
        Kernel wide = Widening.of(KERNEL, 0.75, 2);
        Points x = moved(X, -GAMMA, new NaiveMmd(wide, Y).gradient(X, X, A).data());
        assertThat(flow.particles().data()).containsExactly(x.data(), within(1e-12));
      } else {
        assertThatIllegalStateException()
            .isThrownBy(() -> flow.run(1))
            .withMessageContaining("the scheme is " + scheme.name() + ", which has none");
      }
    }
  }
}
