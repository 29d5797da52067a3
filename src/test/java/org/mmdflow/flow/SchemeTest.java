package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** Each scheme against a loop written from its definition. */
class SchemeTest {
  private static final long SEED = 77;
  private static final int STEPS = 6;
  private static final double GAMMA = 0.4;
  private static final Kernel KERNEL = Kernel.gaussian(1.3);
  private final Engine engine = RandomClouds.engine();
  private final Points x = RandomClouds.gaussian(1, 19, 3);
  private final Points y = RandomClouds.gaussian(2, 27, 3, 1, 0.8);
  private final Weights uniform = Weights.uniform(x.n());

  @AfterEach
  void close() {
    engine.close();
  }

  private FlowBuilder flow() {
    return Flow.from(x).to(y).kernel(KERNEL).precision(Precision.DOUBLE).stepSize(GAMMA).seed(SEED);
  }

  private Points run(FlowBuilder builder) {
    try (Flow flow = builder.on(engine)) {
      assertThat(flow.run(STEPS))
          .isEqualTo(new Outcome(Outcome.End.COMPLETED, STEPS, "all steps taken"));
      return flow.particles();
    }
  }

  private static Points plus(Points base, double factor, Points other) {
    Points sum = base.copy();
    for (int i = 0; i < sum.data().length; i++) {
      sum.data()[i] += factor * other.data()[i];
    }
    return sum;
  }

  private static Points normals(Purpose purpose, long step, Points like) {
    Points u = Points.zeros(like.n(), like.d());
    Noise.of(SEED).normals(purpose, step, 0, like.n(), like.d(), u.data());
    return u;
  }

  private static void assertClose(Points actual, Points expected) {
    assertThat(actual.data()).containsExactly(expected.data(), within(1e-12));
  }

  private static double distance(Points a, Points b) {
    double largest = 0;
    for (int i = 0; i < a.data().length; i++) {
      largest = Math.max(largest, Math.abs(a.data()[i] - b.data()[i]));
    }
    return largest;
  }

  @Test
  void heavyBall() {
    NaiveMmd naive = new NaiveMmd(KERNEL, y);
    Points at = x;
    Points v = Points.zeros(x.n(), x.d());
    for (int n = 0; n < STEPS; n++) {
      v = plus(plus(v, 0.7 - 1, v), -GAMMA, naive.gradient(at));
      at = plus(at, 1, v);
    }
    assertClose(run(flow().momentum(0.7)), at);
    assertThat(distance(run(flow()), at)).isGreaterThan(1e-2);
  }

  @Test
  void noiseInjectionHasNoisyPointsAndCleanSources() {
    NaiveMmd naive = new NaiveMmd(KERNEL, y);
    Schedule level = Schedule.linear(0.9, 0.1, 4);
    Points clean = x;
    Points wrong = x;
    for (int n = 0; n < STEPS; n++) {
      Points u = normals(Purpose.EVALUATION_NOISE, n, x);
      Points z = plus(clean, level.at(n), u);
      clean = plus(clean, -GAMMA, naive.gradient(z, clean, uniform));
      Points noisy = plus(wrong, level.at(n), u);
      wrong = plus(wrong, -GAMMA, naive.gradient(noisy, noisy, uniform));
    }
    Points actual = run(flow().scheme(Scheme.noiseInjection(level)));
    assertClose(actual, clean);
    assertThat(distance(actual, wrong)).isGreaterThan(1e-2);
  }

  @Test
  void diffusionMovesTheParticlesAfterTheGradient() {
    NaiveMmd naive = new NaiveMmd(KERNEL, y);
    Schedule level = Schedule.inverseSqrt(0.3);
    Points at = x;
    for (int n = 0; n < STEPS; n++) {
      at = plus(at, -GAMMA, naive.gradient(at));
      at = plus(at, level.at(n), normals(Purpose.DIFFUSION, n, x));
    }
    assertClose(run(flow().scheme(Scheme.diffusion(level))), at);
  }

  @Test
  void theStepSizeFollowsItsSchedule() {
    NaiveMmd naive = new NaiveMmd(KERNEL, y);
    Schedule gamma = Schedule.halving(1, 2);
    Points at = x;
    double time = 0;
    for (int n = 0; n < STEPS; n++) {
      at = plus(at, -gamma.at(n), naive.gradient(at));
      time += gamma.at(n);
    }
    try (Flow flow = flow().stepSize(gamma).on(engine)) {
      flow.run(STEPS);
      assertClose(flow.particles(), at);
      assertThat(flow.flowTime()).isEqualTo(time);
      assertThat(flow.stepSize()).isEqualTo(gamma.at(STEPS));
    }
  }

  /** Before step n draw n stands; the metrics after n steps compare with draw n. */
  @Test
  void aRedrawnTargetIsDrawNAtStepN() {
    Distribution law = Distributions.gaussian(new double[] {1, 0, 0}, 0.5).of(27);
    Points at = x;
    for (int n = 0; n < STEPS; n++) {
      at = plus(at, -GAMMA, new NaiveMmd(KERNEL, draw(law, n)).gradient(at));
    }
    List<Double> measured = new ArrayList<>();
    try (Flow flow =
        flow()
            .to(law)
            .redrawTarget()
            .listen(Cadence.every(2), view -> measured.add(view.metrics().halfMmd2V()))
            .on(engine)) {
      flow.run(STEPS);
      assertClose(flow.particles(), at);
      assertThat(flow.metrics().halfMmd2V())
          .isCloseTo(new NaiveMmd(KERNEL, draw(law, STEPS)).halfV(at, uniform), within(1e-13));
      assertThat(measured).hasSize(4);
      assertThat(measured.get(0))
          .isCloseTo(new NaiveMmd(KERNEL, draw(law, 0)).halfV(x, uniform), within(1e-13));
    }
  }

  @Test
  void aTargetThatIsNotRedrawnIsDrawZero() {
    Distribution law = Distributions.gaussian(new double[] {1, 0, 0}, 0.5).of(27);
    assertThat(run(flow().to(law))).isEqualTo(run(flow().to(draw(law, 0))));
  }

  private static Points draw(Distribution law, long step) {
    Points points = Points.zeros(law.n(), law.d());
    law.draw(SEED, Purpose.TARGET, step, points.data());
    return points;
  }

  /**
   * The mean over u of grad f(z + beta u) is the gradient of the witness of the widened kernel (h^2
   * / (h^2 + beta^2))^(d/2) exp(-r^2 / (2 (h^2 + beta^2))).
   */
  @Test
  void theMeanNoisyGradientIsThatOfTheWidenedKernel() {
    double h = 1.3;
    double beta = 0.8;
    double wide = h * h + beta * beta;
    double factor = Math.pow(h * h / wide, 1.5);
    Points expected = new NaiveMmd(Kernel.gaussian(Math.sqrt(wide)), y).gradient(x);
    int draws = 6000;
    double[] sum = new double[x.data().length];
    double[] squares = new double[sum.length];
    try (Flow flow = flow().on(engine)) {
      for (int n = 0; n < draws; n++) {
        double[] g = flow.gradientAt(plus(x, beta, normals(Purpose.EVALUATION_NOISE, n, x))).data();
        for (int i = 0; i < g.length; i++) {
          sum[i] += g[i] / draws;
          squares[i] += g[i] * g[i] / draws;
        }
      }
    }
    double chi2 = 0;
    for (int i = 0; i < sum.length; i++) {
      double error = sum[i] - factor * expected.data()[i];
      double variance = (squares[i] - sum[i] * sum[i]) / draws;
      chi2 += error * error / variance;
    }
    // 57 nearly independent standard normals, squared: 57 +- 10.7.
    assertThat(chi2).isBetween(25.0, 105.0);
  }
}
