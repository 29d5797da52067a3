package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.RandomClouds;

/** Descent, step size and collapse: what is said at the end, where the numbers are plain. */
class VerdictsTest {
  private static final double H = 1.4;
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private record Run(List<double[]> rows, List<Double> losses, String verdict) {}

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
    return new Run(rows, losses, monitor.verdict().orElse(""));
  }

  private static FlowBuilder oneParticle(Kernel kernel) {
    return Flow.from(Points.ofRows(new double[] {1}))
        .to(Points.zeros(1, 1))
        .kernel(kernel)
        .precision(Precision.DOUBLE);
  }

  /** Far too large steps swing across the target: the rows that rise are counted and named. */
  @Test
  void dissipationNamesTheFirstViolation() {
    FlowBuilder flow =
        Flow.from(RandomClouds.gaussian(1, 30, 2, 1, 0.3))
            .to(RandomClouds.gaussian(2, 40, 2))
            .kernel(Kernel.gaussian(H))
            .stepSize(0.3)
            .scheme(Scheme.noiseInjection(Schedule.constant(3)));
    Run run = watch("dissipation", flow, 1, 200);
    int rises = 0;
    int first = 0;
    for (int n = 1; n <= 200; n++) {
      if (run.losses.get(n) > run.losses.get(n - 1) + 1e-6) {
        rises++;
        first = rises == 1 ? n : first;
      }
    }
    assertThat(rises).isPositive();
    assertThat(run.verdict)
        .isEqualTo(
            "dissipation: descent held in "
                + (200 - rises)
                + " of 200 rows, first violation at "
                + first);
  }

  @Test
  void dissipationSaysWhereTheTargetMovesTheLoss() {
    FlowBuilder flow =
        Flow.from(RandomClouds.gaussian(1, 30, 2, 3, 0.3))
            .to(Distributions.gaussian(new double[] {0, 0}, 1).of(40))
            .redrawTarget()
            .kernel(Kernel.gaussian(H));
    assertThat(watch("dissipation", flow, 1, 5).verdict)
        .startsWith("dissipation: descent held in ")
        .endsWith("; the target is redrawn, and F with it");
  }

  /** The energy kernel has no bound, so Proposition 4 is not watched; steps of 3 overshoot 1. */
  @Test
  void dissipationOfAStepThatOvershoots() {
    Run run = watch("dissipation", oneParticle(Kernel.energy()).stepSize(3), 1, 4);
    // 1, -2, 1, -2, 1: F = |x|.
    assertThat(run.losses.stream().mapToDouble(x -> x).toArray())
        .containsExactly(new double[] {1, 2, 1, 2, 1}, within(1e-12));
    assertThat(run.verdict)
        .isEqualTo("dissipation: descent held in 2 of 4 rows, first violation at 1");
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, step-size: at most 0.9 of the bound 2/(3L) = 1.307 of Proposition 4",
    "1, step-size: at most 1 of the bound 2/(3L) = 1.307 of Proposition 4"
  })
  void stepSizeIsHeldAgainstItsBound(double ratio, String verdict) {
    double gamma = ratio * (2 / (3 / (H * H)));
    Run run = watch("step-size", oneParticle(Kernel.gaussian(H)).stepSize(gamma), 2, 3);
    assertThat(run.rows.get(0)).containsExactly(new double[] {ratio}, within(1e-15));
    assertThat(run.verdict).isEqualTo(verdict);
  }

  /** Halved every 5 steps from 3 times the bound: beyond it for 10 of 1,500 steps. */
  @Test
  void stepSizeCountsStepsBetweenRowsToo() {
    FlowBuilder flow =
        oneParticle(Kernel.gaussian(H)).stepSize(Schedule.halving(3 * (2 * H * H / 3), 5));
    Run run = watch("step-size", flow, 1000, 1500);
    assertThat(run.rows).hasSize(2);
    assertThat(run.verdict)
        .isEqualTo(
            "step-size: at most 3 of the bound 2/(3L) = 1.307 of Proposition 4, beyond it in 10 of"
                + " 1,500 steps, first in step 0");
  }

  /** Kernel Sobolev steps: 2 ridge / (3 L), L = 1 / h^2. */
  @Test
  void stepSizeKnowsTheVelocityThatRuns() {
    double ridge = 0.01;
    FlowBuilder sobolev =
        oneParticle(Kernel.gaussian(H)).scheme(Scheme.sobolev(ridge)).stepSize(0.02);
    Run run = watch("step-size", sobolev, 1, 3);
    assertThat(run.rows.get(0)[0]).isCloseTo(1.5 * 0.02 / (H * H * ridge), within(1e-12));
    assertThat(run.verdict).contains("of the bound 2 ridge/(3L) = ", "beyond it in 3 of 3 steps");
    FlowBuilder heavy = oneParticle(Kernel.gaussian(H)).momentum(0.5).stepSize(0.1);
    assertThat(watch("step-size", heavy, 1, 2).verdict)
        .endsWith("of Proposition 4, which does not cover momentum or annealing");
  }

  @Test
  void stepSizeWithoutABoundOrWithoutSteps() {
    Run energy = watch("step-size", oneParticle(Kernel.energy()), 1, 1);
    assertThat(energy.rows.get(0)).containsExactly(Double.NaN);
    assertThat(energy.verdict)
        .isEqualTo(
            "step-size: the kernel's gradient has no Lipschitz constant L, so no step size is sure"
                + " to descend");
    assertThat(watch("step-size", oneParticle(Kernel.gaussian(1)), 1, 0).verdict).isEmpty();
  }

  /** Target (3 +- 2, 1 +- 2): mean (3, 1), 2 along each axis. Particles at 0, 1, 4 and 6 of it. */
  @Test
  void collapseByHand() {
    Points target =
        Points.ofRows(
            new double[] {5, 3}, new double[] {1, 3}, new double[] {5, -1}, new double[] {1, -1});
    Points particles =
        Points.ofRows(
            new double[] {3, 1}, new double[] {3, 2}, new double[] {3, 9}, new double[] {3, 13});
    FlowBuilder flow =
        Flow.from(particles)
            .to(target)
            .startWeights(Weights.of(0.5, 0.25, 0.125, 0.125))
            .kernel(Kernel.gaussian(H))
            .precision(Precision.DOUBLE);
    Run run = watch("collapse", flow, 1, 0);
    // Second coordinates 0, 1, 8, 12 off the mean: their own mean 2.75, second moment 26.25.
    double deviation = Math.sqrt((26.25 - 2.75 * 2.75) / 2) / 2;
    assertThat(run.rows.get(0))
        .containsExactly(new double[] {0.75, 0.125, 6, deviation}, within(1e-14));
    assertThat(run.verdict)
        .isEqualTo(
            "collapse: 75.0 % of the particles within 0.5 standard deviations of the target's"
                + " mean, 12.5 % beyond 5, the farthest at 6; their own standard deviation is 1.528"
                + " of the target's");
  }

  /** Nothing depends on where the target lies and on the unit of length. */
  @ParameterizedTest
  @CsvSource({"0, 1", "100, 1", "-3, 0.01", "5, 40"})
  void collapseHasNoUnit(double shift, double scale) {
    Points x = RandomClouds.gaussian(1, 60, 3, 0.5, 2);
    Points y = RandomClouds.gaussian(2, 50, 3);
    double[] plain = watch("collapse", cloud(x, y), 1, 0).rows.get(0);
    double[] moved =
        watch("collapse", cloud(moved(x, shift, scale), moved(y, shift, scale)), 1, 0).rows.get(0);
    assertThat(moved).containsExactly(plain, within(1e-9));
  }

  private static Points moved(Points points, double shift, double scale) {
    Points moved = points.copy();
    for (int i = 0; i < moved.data().length; i++) {
      moved.data()[i] = shift + scale * moved.data()[i];
    }
    return moved;
  }

  private static FlowBuilder cloud(Points x, Points y) {
    return Flow.from(x).to(y).kernel(Kernel.gaussian(1)).precision(Precision.DOUBLE);
  }

  @Test
  void collapseIsUndefinedForATargetWithoutExtent() {
    Run run = watch("collapse", oneParticle(Kernel.gaussian(1)), 1, 1);
    assertThat(run.rows.get(0)).containsOnly(Double.NaN);
    assertThat(run.verdict).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, 1000",
    "0.18884, 0.1888",
    "48, 48",
    "1234567, 1.235e+06",
    "1e-7, 1.000e-07"
  })
  void figures(double value, String text) {
    assertThat(Sentences.figure(value)).isEqualTo(text);
  }
}
