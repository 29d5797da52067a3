package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** The monitors' numbers against closed forms and definitions. */
class MonitorValuesTest {
  private static final double H = 1.4;
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private record Run(List<double[]> rows, Monitor monitor) {}

  private Run watch(String name, FlowBuilder flow, long every, long steps) {
    Monitor monitor = Monitors.parse(List.of(name), "monitors").get(0);
    List<double[]> rows = new ArrayList<>();
    flow.listen(Cadence.every(every), view -> rows.add(monitor.at(view)))
        .listenToSteps(monitor::taken);
    try (Flow running = flow.on(engine)) {
      running.run(steps);
    }
    return new Run(rows, monitor);
  }

  /** One particle at distance 2 from a Dirac: F = 1 - k, G = (r / h^2)^2 k^2. */
  private static FlowBuilder oneParticle(Kernel kernel) {
    return Flow.from(Points.ofRows(new double[] {2}))
        .to(Points.zeros(1, 1))
        .kernel(kernel)
        .precision(Precision.DOUBLE)
        .stepSize(0.1);
  }

  private static double next(double r) {
    return r - 0.1 * r / (H * H) * k(r);
  }

  private static double k(double r) {
    return Math.exp(-r * r / (2 * H * H));
  }

  private static double gradient(double r) {
    return Math.pow(r / (H * H) * k(r), 2);
  }

  @Test
  void dissipationOfOneParticle() {
    Run run = watch("dissipation", oneParticle(Kernel.gaussian(H)), 1, 5);
    assertThat(run.rows.get(0)).containsExactly(Double.NaN, Double.NaN, Double.NaN);
    double r = 2;
    for (int n = 1; n <= 5; n++) {
      double before = r;
      r = next(r);
      assertThat(run.rows.get(n))
          .containsExactly(
              new double[] {
                (k(r) - k(before)) / 0.1,
                0.5 * (gradient(before) + gradient(r)),
                (1 - 0.15 / (H * H)) * gradient(before)
              },
              within(1e-13));
      assertThat(run.rows.get(n)[0]).isGreaterThan(run.rows.get(n)[2]);
    }
    assertThat(run.monitor.verdict())
        .contains(
            "dissipation: descent held in 5 of 5 rows; Proposition 4 in 5 of 5 steps watched");
  }

  /** Between distant rows the two differ by the trapezoidal rule's and Euler's error. */
  @Test
  void dissipationOverSeveralSteps() {
    double[] gap = new double[2];
    for (int k = 0; k < 2; k++) {
      long every = 8L >> k;
      FlowBuilder flow =
          Flow.from(RandomClouds.gaussian(1, 20, 2))
              .to(RandomClouds.gaussian(2, 20, 2, 1, 1))
              .kernel(Kernel.gaussian(1))
              .precision(Precision.DOUBLE)
              .stepSize(0.01 / (1 + k));
      Run run = watch("dissipation", flow, every, 16);
      double[] row = run.rows.get(1);
      gap[k] = Math.abs(row[0] / row[1] - 1);
      assertThat(gap[k]).isLessThan(0.01);
      assertThat(run.monitor.verdict())
          .contains("dissipation: descent held in " + (2 << k) + " of " + (2 << k) + " rows");
    }
    assertThat(gap[1]).isLessThan(0.6 * gap[0]);
  }

  @Test
  void dissipationHasNoBoundWhereTheoryHasNone() {
    assertThat(watch("dissipation", oneParticle(Kernel.energy()), 1, 2).rows.get(2))
        .containsExactly(new double[] {1, 1, Double.NaN}, within(1e-12));
    FlowBuilder large = oneParticle(Kernel.gaussian(H)).stepSize(0.67 * H * H);
    assertThat(watch("dissipation", large, 1, 1).rows.get(1)[2]).isNaN();
    FlowBuilder still = oneParticle(Kernel.gaussian(H)).stepSize(0);
    assertThat(watch("dissipation", still, 1, 1).rows.get(1)).containsOnly(Double.NaN);
    FlowBuilder heavy = oneParticle(Kernel.gaussian(H)).momentum(0.5);
    assertThat(watch("dissipation", heavy, 1, 3).monitor.verdict())
        .contains("dissipation: descent held in 3 of 3 rows");
  }

  /** 4 F^2 / G = 4 (1 - k)^2 h^4 / (r^2 k^2), falling as the particle arrives. */
  @Test
  void lojasiewiczOfOneParticle() {
    Run run = watch("lojasiewicz", oneParticle(Kernel.gaussian(H)), 1, 4);
    double r = 2;
    double first = 4 * Math.pow(1 - k(r), 2) / gradient(r);
    double last = first;
    for (int n = 0; n <= 4; n++) {
      double ratio = 4 * Math.pow(1 - k(r), 2) / gradient(r);
      assertThat(Arrays.copyOf(run.rows.get(n), 2))
          .containsExactly(new double[] {ratio, first}, within(1e-11));
      last = ratio;
      r = next(r);
    }
    assertThat(run.monitor.verdict().orElseThrow())
        .startsWith(
            String.format(
                Locale.ROOT,
                "lojasiewicz: 4 F^2 / mean squared gradient is %.4g at the end, %.4g at most: S^2"
                    + " was that large somewhere, which refutes smaller bounds and certifies none;"
                    + " S_lambda^2 is ",
                last,
                first));
  }

  /** The ratio grows where a flow is drawn to a point between two targets, and has no bound. */
  @Test
  void lojasiewiczGrowsWhereTheFlowIsStuck() {
    FlowBuilder stuck =
        Flow.from(Points.ofRows(new double[] {0.05}))
            .to(Points.ofRows(new double[] {-1}, new double[] {1}))
            .kernel(Kernel.gaussian(3))
            .precision(Precision.DOUBLE)
            .stepSize(3);
    Run run = watch("lojasiewicz", stuck, 1, 30);
    for (int n = 1; n <= 30; n++) {
      assertThat(run.rows.get(n)[0]).isGreaterThan(run.rows.get(n - 1)[0]);
      assertThat(run.rows.get(n)[1]).isEqualTo(run.rows.get(n)[0]);
    }
  }

  @Test
  void lojasiewiczIsUndefinedAtTheTarget() {
    Points here = Points.zeros(1, 1);
    FlowBuilder arrived = Flow.from(here).to(here).kernel(Kernel.gaussian(1));
    Run run = watch("lojasiewicz", arrived, 1, 1);
    assertThat(run.rows.get(1)).containsOnly(Double.NaN);
    assertThat(run.monitor.verdict()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void noiseConditionIsTheDefinitionAtTheNextStepsNoise(Precision precision) {
    int n = 25;
    Points x = RandomClouds.gaussian(1, n, 2, 2, 0.5);
    Points y = RandomClouds.gaussian(2, 40, 2);
    Weights a = RandomClouds.weights(3, n);
    double beta = 0.25;
    FlowBuilder flow =
        Flow.from(x)
            .to(y)
            .startWeights(a)
            .kernel(Kernel.gaussian(H))
            .precision(precision)
            .seed(11)
            .stepSize(0)
            .scheme(Scheme.noiseInjection(Schedule.constant(beta)));
    Run run = watch("noise-condition", flow, 3, 3);
    NaiveMmd naive = new NaiveMmd(Kernel.gaussian(H), y);
    for (int row = 0; row < 2; row++) {
      Points z = x.copy();
      double[] u = new double[2 * n];
      Noise.of(11).normals(Purpose.EVALUATION_NOISE, 3L * row, 0, n, 2, u);
      for (int i = 0; i < u.length; i++) {
        z.data()[i] += beta * u[i];
      }
      double noisy = NaiveMmd.meanSquare(naive.gradient(z, x, a), a);
      // lambda^2 = (d + 2) / h^4, d = 2.
      double ratio = 8 * 2 * 4 / Math.pow(H, 4) * beta * beta * naive.halfV(x, a) / noisy;
      double error = precision == Precision.DOUBLE ? 1e-12 : 2e-6;
      assertThat(run.rows.get(row)[0]).isCloseTo(noisy, within(error * noisy));
      assertThat(run.rows.get(row)[1]).isCloseTo(ratio, within(error * ratio));
      assertThat(run.rows.get(row)[2]).isEqualTo(ratio <= 1 ? 1 : 0);
    }
    assertThat(run.rows.get(0)[0]).isNotEqualTo(run.rows.get(1)[0]);
  }

  /** At the start of the experiment with Gaussians the largest noise that holds is about 0.19. */
  @Test
  void noiseConditionHoldsForSmallNoiseOnly() {
    assertThat(toyRatio(0.1)).isLessThan(1);
    assertThat(toyRatio(0.18)).isLessThan(1);
    assertThat(toyRatio(0.21)).isGreaterThan(1);
    assertThat(toyRatio(10)).isBetween(200.0, 1000.0);
  }

  private double toyRatio(double beta) {
    FlowBuilder flow =
        Flow.from(RandomClouds.gaussian(1, 800, 2, 10, 0.5))
            .to(RandomClouds.gaussian(2, 800, 2))
            .kernel(Kernel.gaussian(Math.sqrt(40)))
            .scheme(Scheme.noiseInjection(Schedule.constant(beta)));
    double[] row = watch("noise-condition", flow, 1, 0).rows.get(0);
    assertThat(row[2]).isEqualTo(row[1] <= 1 ? 1 : 0);
    return row[1];
  }

  @Test
  void noiseConditionWithoutNoiseOrWithoutLambda() {
    double[] quiet = watch("noise-condition", oneParticle(Kernel.gaussian(H)), 1, 0).rows.get(0);
    assertThat(quiet).startsWith(gradient(2), 0, 1);
    FlowBuilder diffusing =
        oneParticle(Kernel.gaussian(H)).scheme(Scheme.diffusion(Schedule.constant(1)));
    assertThat(watch("noise-condition", diffusing, 1, 0).rows.get(0)).isEqualTo(quiet);
    FlowBuilder energy =
        oneParticle(Kernel.energy()).scheme(Scheme.noiseInjection(Schedule.constant(0.1)));
    Run run = watch("noise-condition", energy, 1, 2);
    double[] u = new double[1];
    Noise.of(0).normals(Purpose.EVALUATION_NOISE, 2, 0, 1, 1, u);
    // The target pulls with force 1; the particle's own clean source pushes the noisy point away.
    double square = Math.pow(1 - Math.signum(u[0]), 2);
    assertThat(run.rows.get(2)).startsWith(square, Double.NaN, Double.NaN);
    assertThat(run.monitor.verdict())
        .contains("noise-condition: no row had injected noise to judge");
  }
}
