package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Control;
import org.mmdflow.flow.Controller;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** What noise does, by row and over all steps, against closed forms and definitions. */
class NoiseMonitorsTest {
  private static final double H = 1.4;
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private record Run(List<double[]> rows, List<Double> losses, Monitor monitor) {}

  private Run watch(String name, FlowBuilder flow, long every, long steps) {
    Monitor monitor = Monitors.parse(List.of(name), "monitors").get(0);
    List<double[]> rows = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    flow.listen(
            Cadence.every(every),
            view -> {
              rows.add(monitor.at(view));
              losses.add(view.metrics().halfMmd2V());
            })
        .listenToSteps(monitor::taken);
    try (Flow running = flow.on(engine)) {
      running.run(steps);
    }
    return new Run(rows, losses, monitor);
  }

  /** Two particles near a target of two points, Gaussian kernel, double precision. */
  private static FlowBuilder twoOntoTwo(double beta) {
    return Flow.from(Points.ofRows(new double[] {0.4}, new double[] {-0.2}))
        .to(Points.ofRows(new double[] {2}, new double[] {-1}))
        .kernel(Kernel.gaussian(H))
        .precision(Precision.DOUBLE)
        .seed(5)
        .stepSize(0.2)
        .scheme(Scheme.noiseInjection(Schedule.constant(beta)));
  }

  /** The gradient of the witness of those two clouds at z, term by term. */
  private static double slope(double z) {
    return 0.5 * (pull(z, 0.4) + pull(z, -0.2) - pull(z, 2) - pull(z, -1));
  }

  private static double pull(double z, double s) {
    return -(z - s) / (H * H) * Math.exp(-(z - s) * (z - s) / (2 * H * H));
  }

  @Test
  void tradeOffOfTwoParticlesByHand() {
    double[] u = new double[2];
    Noise.of(5).normals(Purpose.EVALUATION_NOISE, 0, 0, 2, 1, u);
    double a = slope(0.4 + 0.7 * u[0]);
    double b = slope(-0.2 + 0.7 * u[1]);
    double descent = 0.5 * (slope(0.4) * a + slope(-0.2) * b);
    double square = 0.5 * (a * a + b * b);
    double[] row = watch("noise-trade-off", twoOntoTwo(0.7), 1, 0).rows.get(0);
    assertThat(row).containsExactly(new double[] {descent, descent / square}, within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void tradeOffIsTheDefinitionWithMasses(Precision precision) {
    int n = 25;
    Points x = RandomClouds.gaussian(1, n, 2, 2, 0.5);
    Points y = RandomClouds.gaussian(2, 40, 2);
    Weights a = RandomClouds.weights(3, n);
    FlowBuilder flow =
        Flow.from(x)
            .to(y)
            .startWeights(a)
            .kernel(Kernel.gaussian(H))
            .precision(precision)
            .seed(11)
            .stepSize(0)
            .scheme(Scheme.noiseInjection(Schedule.constant(0.8)));
    Run run = watch("noise-trade-off", flow, 3, 3);
    NaiveMmd naive = new NaiveMmd(Kernel.gaussian(H), y);
    Points clean = naive.gradient(x, x, a);
    for (int row = 0; row < 2; row++) {
      Points z = x.copy();
      double[] u = new double[2 * n];
      Noise.of(11).normals(Purpose.EVALUATION_NOISE, 3L * row, 0, n, 2, u);
      for (int i = 0; i < u.length; i++) {
        z.data()[i] += 0.8 * u[i];
      }
      Points noisy = naive.gradient(z, x, a);
      double descent = 0;
      for (int i = 0; i < u.length; i++) {
        descent += a.get(i / 2) * clean.data()[i] * noisy.data()[i];
      }
      double error = precision == Precision.DOUBLE ? 1e-12 : 2e-6;
      double ratio = descent / NaiveMmd.meanSquare(noisy, a);
      assertThat(run.rows.get(row)[0]).isCloseTo(descent, within(error));
      assertThat(run.rows.get(row)[1]).isCloseTo(ratio, within(error / descent));
    }
  }

  /** F falls by gamma P - 3/2 gamma^2 L D at least, whatever the noise. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void eachStepFallsByWhatTheMonitorPromises(Precision precision) {
    double gamma = 0.3;
    FlowBuilder flow =
        Flow.from(RandomClouds.gaussian(1, 30, 2, 1, 0.3))
            .to(RandomClouds.gaussian(2, 40, 2))
            .kernel(Kernel.gaussian(H))
            .precision(precision)
            .stepSize(gamma)
            .scheme(Scheme.noiseInjection(Schedule.constant(3)));
    Run run = watch("noise-trade-off", flow, 1, 200);
    int climbing = 0;
    for (int n = 0; n < 200; n++) {
      double descent = run.rows.get(n)[0];
      double square = descent / run.rows.get(n)[1];
      double promised = gamma * descent - 1.5 * gamma * gamma / (H * H) * square;
      assertThat(run.losses.get(n) - run.losses.get(n + 1)).isGreaterThan(promised - 1e-6);
      climbing += run.rows.get(n)[0] <= 0 ? 1 : 0;
    }
    climbing += run.rows.get(200)[0] <= 0 ? 1 : 0;
    assertThat(climbing).isBetween(1, 200);
    assertThat(run.monitor.verdict())
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith(
                        "noise-trade-off: the noisy step descends to first order (P > 0) in ")
                    .contains("at least, at step "));
    assertThat(run.monitor.verdict().orElseThrow()).contains((201 - climbing) + " of 201 rows");
  }

  @Test
  void tradeOffWithoutNoiseIsTheCleanGradient() {
    Run quiet = watch("noise-trade-off", twoOntoTwo(0.7).scheme(Scheme.euler()), 1, 2);
    double square = 0.5 * (Math.pow(slope(0.4), 2) + Math.pow(slope(-0.2), 2));
    assertThat(quiet.rows.get(0)).containsExactly(new double[] {square, 1}, within(1e-15));
    assertThat(quiet.monitor.verdict())
        .contains("noise-trade-off: no row had injected noise to judge");
    FlowBuilder arrived =
        Flow.from(Points.zeros(1, 1)).to(Points.zeros(1, 1)).kernel(Kernel.gaussian(1));
    assertThat(watch("noise-trade-off", arrived, 1, 0).rows.get(0)).containsExactly(0, Double.NaN);
  }

  /** The levels 1, 1/2, 1/4 for four steps each, seen in rows that fall across the edges. */
  @Test
  void squaresAndBoundAreSumsOverAllSteps() {
    double gamma = 0.2;
    FlowBuilder flow =
        twoOntoTwo(0).scheme(Scheme.noiseInjection(Schedule.halving(1, 4))).stepSize(gamma);
    Run run = watch("noise-condition", flow, 3, 12);
    double[] squares = {0, 3, 4 + 0.5, 5 + 0.0625, 5.25};
    double rate = 4 * 3 / Math.pow(H, 4) * gamma * (1 - 3 * gamma / (H * H));
    assertThat(run.rows).hasSize(5);
    for (int k = 0; k < 5; k++) {
      assertThat(run.rows.get(k)[3]).isEqualTo(squares[k]);
      assertThat(run.rows.get(k)[4])
          .isCloseTo(run.losses.get(0) * Math.exp(-rate * squares[k]), within(1e-14));
    }
  }

  /** A controller changes the level between two rows: the sum has what was used. */
  @Test
  void squaresFollowAController() {
    Controller controller =
        new Controller() {
          @Override
          public Cadence cadence() {
            return Cadence.every(2);
          }

          @Override
          public Control decide(FlowView view) {
            return Control.noiseLevel(view.step() / 8.0);
          }
        };
    Run run = watch("noise-condition", twoOntoTwo(9).control(controller), 5, 5);
    // Levels 0, 0, 1/4, 1/4, 1/2.
    assertThat(run.rows.get(1)[3]).isEqualTo(2 / 16.0 + 1 / 4.0);
  }

  @Test
  void theBoundHoldsWhereTheConditionHeldInEveryStep() {
    FlowBuilder flow =
        Flow.from(RandomClouds.gaussian(1, 200, 2, 2, 0.3))
            .to(RandomClouds.gaussian(2, 200, 2))
            .kernel(Kernel.gaussian(2))
            .stepSize(0.5)
            .scheme(Scheme.noiseInjection(Schedule.constant(0.03)));
    Run run = watch("noise-condition", flow, 1, 60);
    for (int n = 0; n <= 60; n++) {
      assertThat(run.rows.get(n)[2]).isEqualTo(1);
      assertThat(run.losses.get(n)).isLessThanOrEqualTo(run.rows.get(n)[4]);
    }
    assertThat(run.rows.get(60)[4]).isLessThan(run.losses.get(0));
    assertThat(run.monitor.verdict().orElseThrow())
        .startsWith(
            "noise-condition: the sufficient condition of Proposition 8 held in 61 of 61 rows with"
                + " noise; its bound, ")
        .endsWith(
            " at the end, is promised: it held in every step, with one draw of the noise for its"
                + " mean");
    Run distant = watch("noise-condition", flow, 20, 60);
    assertThat(distant.monitor.verdict().orElseThrow())
        .endsWith("only where it held in every step, and the steps between rows were not watched");
  }

  @Test
  void aTargetDrawnAnewPromisesNothing() {
    FlowBuilder flow =
        Flow.from(RandomClouds.gaussian(1, 200, 2, 2, 0.3))
            .to(Distributions.gaussian(new double[] {0, 0}, 1).of(200))
            .redrawTarget()
            .kernel(Kernel.gaussian(2))
            .stepSize(0.5)
            .scheme(Scheme.noiseInjection(Schedule.constant(0.03)));
    assertThat(watch("noise-condition", flow, 1, 5).monitor.verdict().orElseThrow())
        .endsWith("; the target was drawn anew, so its bound is not promised");
  }

  @Test
  void theVerdictSaysWhatIsNotPromised() {
    assertThat(watch("noise-condition", twoOntoTwo(3), 1, 4).monitor.verdict())
        .contains(
            "noise-condition: the sufficient condition of Proposition 8 never held in 5 rows with"
                + " noise, so its bound is not promised");
    FlowBuilder part = twoOntoTwo(0).scheme(Scheme.noiseInjection(Schedule.halving(3, 1)));
    assertThat(watch("noise-condition", part, 1, 9).monitor.verdict().orElseThrow())
        .endsWith("is promised only where it held in every step, which it did not");
    assertThat(watch("noise-condition", twoOntoTwo(0), 1, 4).monitor.verdict())
        .contains("noise-condition: no row had injected noise to judge");
  }

  /** Beyond 1/(3L), with momentum, without L, or with another scheme there is no bound. */
  @Test
  void noBoundWhereNothingIsPromised() {
    double limit = H * H / 3;
    assertThat(bound(twoOntoTwo(0.1).stepSize(0.99 * limit))).isPositive();
    assertThat(bound(twoOntoTwo(0.1).stepSize(1.01 * limit))).isNaN();
    assertThat(bound(twoOntoTwo(0).stepSize(1.99 * limit))).isPositive();
    assertThat(bound(twoOntoTwo(0).stepSize(2.01 * limit))).isNaN();
    assertThat(bound(twoOntoTwo(0.1).momentum(0.1))).isNaN();
    assertThat(bound(twoOntoTwo(0.1).kernel(Kernel.energy()))).isNaN();
    assertThat(bound(twoOntoTwo(0.1).scheme(Scheme.euler()))).isNaN();
    assertThat(bound(twoOntoTwo(0).scheme(Scheme.diffusion(Schedule.constant(0.1))))).isNaN();
    FlowBuilder large = twoOntoTwo(0.01).stepSize(1.5 * limit);
    assertThat(watch("noise-condition", large, 1, 1).monitor.verdict().orElseThrow())
        .endsWith("with these step sizes its bound says nothing");
  }

  private double bound(FlowBuilder flow) {
    return watch("noise-condition", flow, 1, 1).rows.get(1)[4];
  }
}
