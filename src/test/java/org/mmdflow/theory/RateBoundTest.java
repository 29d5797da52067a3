package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Control;
import org.mmdflow.flow.Controller;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.FlowSnapshot;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.KernelSobolev;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;

/** The columns lojasiewicz_bound and sobolev_squared. */
class RateBoundTest {
  private static final double H = 1.5;
  private static final double L = 1 / (H * H);
  private static final int SUPREMUM = 1;
  private static final int BOUND = 2;
  private static final int SOBOLEV = 3;
  private static final Points X = RandomClouds.gaussian(1, 20, 2, 2, 0.5);
  private static final Points Y = RandomClouds.gaussian(2, 30, 2);
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private static final class Row {
    final double half;
    final double[] values;

    Row(double half, double[] values) {
      this.half = half;
      this.values = values;
    }
  }

  private static FlowBuilder flow() {
    return Flow.from(X).to(Y).kernel(Kernel.gaussian(H)).precision(Precision.DOUBLE);
  }

  private static Monitor monitor() {
    return Monitors.parse(List.of("lojasiewicz"), "monitors").get(0);
  }

  private List<Row> watch(FlowBuilder flow, long every, long steps) {
    List<Row> rows = new ArrayList<>();
    Monitor monitor = monitor();
    flow.listen(
        Cadence.every(every),
        view -> rows.add(new Row(view.metrics().halfMmd2V(), monitor.at(view))));
    try (Flow running = flow.on(engine)) {
      running.run(steps);
    }
    return rows;
  }

  /** The discrete form with steps of many sizes, and Proposition 7 itself where each has a row. */
  @Test
  void stepsOfManySizes() {
    Schedule gamma = Schedule.linear(0.05 / L, 0.6 / L, 30);
    List<Row> rows = watch(flow().stepSize(gamma), 1, 60);
    List<Row> few = watch(flow().stepSize(gamma), 20, 60);
    double time = 0;
    double first = rows.get(0).half;
    for (int n = 0; n <= 60; n++) {
      Row row = rows.get(n);
      double expected = 1 / (1 / first + 4 * time / row.values[SUPREMUM]);
      assertThat(row.values[BOUND]).isCloseTo(expected, within(1e-12 * expected));
      assertThat(row.half).isLessThanOrEqualTo(row.values[BOUND] * (1 + 1e-12));
      if (n % 20 == 0) {
        double[] sparse = few.get(n / 20).values;
        assertThat(sparse[BOUND])
            .isCloseTo(1 / (1 / first + 4 * time / sparse[SUPREMUM]), within(1e-12));
      }
      time += gamma.at(n) * (1 - 1.5 * gamma.at(n) * L);
    }
    assertThat(rows.get(60).values[BOUND]).isLessThan(0.9 * first);
  }

  /** The longest steps leave F(0); a longer one leaves nothing. */
  @Test
  void theLongestSteps() {
    List<Row> longest = watch(flow().stepSize(2 / (3 * L)), 5, 10);
    assertThat(longest)
        .allSatisfy(
            row -> assertThat(row.values[BOUND]).isCloseTo(longest.get(0).half, within(1e-12)));
    List<Row> longer = watch(flow().stepSize(Schedule.linear(0.6 / L, 0.7 / L, 10)), 5, 10);
    assertThat(longer.get(1).values[BOUND]).isFinite();
    assertThat(longer.get(2).values[BOUND]).isNaN();
  }

  /** Without a Lipschitz constant the continuous form: t is the flow time. */
  @Test
  void theContinuousForm() {
    List<Row> rows = watch(flow().kernel(Kernel.energy()).stepSize(0.01), 4, 8);
    double expected = 1 / (1 / rows.get(0).half + 4 * 0.08 / rows.get(2).values[SUPREMUM]);
    assertThat(rows.get(2).values[BOUND]).isCloseTo(expected, within(1e-12));
    assertThat(rows.get(2).values[SOBOLEV]).isNaN();
  }

  static Stream<UnaryOperator<FlowBuilder>> otherFlows() {
    Schedule level = Schedule.constant(0.5);
    return Stream.of(
        f -> f.scheme(Scheme.noiseInjection(level)),
        f -> f.scheme(Scheme.diffusion(level)),
        f -> f.scheme(Scheme.sobolev()),
        f -> f.scheme(Scheme.continuation(level)),
        f -> f.momentum(0.5));
  }

  @ParameterizedTest
  @MethodSource("otherFlows")
  void otherFlowsHaveNoBound(UnaryOperator<FlowBuilder> other) {
    List<Row> rows = watch(other.apply(flow().stepSize(0.1)), 1, 3);
    assertThat(rows).allSatisfy(row -> assertThat(row.values[BOUND]).isNaN());
    assertThat(rows).allSatisfy(row -> assertThat(row.values[SOBOLEV]).isPositive());
  }

  /** Where a controller chose other steps than the schedule's their sizes are not known. */
  @Test
  void aControllersSteps() {
    Controller halfway =
        new Controller() {
          @Override
          public Cadence cadence() {
            return Cadence.every(5);
          }

          @Override
          public Control decide(FlowView view) {
            return view.step() == 5 ? Control.stepSize(0.05) : Control.NONE;
          }
        };
    List<Row> rows = watch(flow().stepSize(0.1).control(halfway), 5, 15);
    assertThat(rows.get(1).values[BOUND]).isFinite();
    assertThat(rows.get(2).values[BOUND]).isNaN();
    assertThat(rows.get(3).values[BOUND]).isNaN();
  }

  /** By the definition, at the scheme's ridge or at L / 1000. */
  @Test
  void theRegularisedDistance() {
    NaiveMmd naive = new NaiveMmd(Kernel.gaussian(H), Y);
    Weights a = RandomClouds.weights(3, 20);
    for (double ridge : new double[] {1e-3 * L, 0.2}) {
      double[] g = naive.gradient(X, X, a).data();
      double half = naive.halfV(X, a);
      double expected =
          new KernelSobolev(Kernel.gaussian(H), 20, 2, ridge)
              .squaredDistance(X.data(), a.toArray(), g, 2 * half);
      FlowBuilder flow = flow().startWeights(a);
      flow.scheme(ridge == 0.2 ? Scheme.sobolev(0.2) : Scheme.euler());
      Row row = watch(flow, 1, 0).get(0);
      assertThat(row.values[SOBOLEV]).isCloseTo(expected, within(1e-9 * expected));
      double energy = naive.meanSquaredGradient(X, a) + 2 * ridge * half;
      assertThat(4 * half * half).isLessThan(row.values[SOBOLEV] * energy);
    }
  }

  @Test
  void whereThereIsNoReading() {
    FlowBuilder many = Flow.from(Points.zeros(501, 2)).to(Y).kernel(Kernel.gaussian(1));
    assertThat(watch(many, 1, 0).get(0).values[SOBOLEV]).isNaN();
    assertThat(watch(flow().kernel(Kernel.laplace(1)), 1, 0).get(0).values[SOBOLEV]).isNaN();
    // Half a float's rounding apart: MMD^2 is all rounding.
    Points near = X.copy();
    near.data()[0] += 1e-7;
    FlowBuilder arrived = Flow.from(near).to(X).kernel(Kernel.gaussian(1));
    assertThat(watch(arrived, 1, 0).get(0).values[SOBOLEV]).isNaN();
  }

  @Test
  void aRestoredMonitorGoesOnBitForBit() {
    List<double[]> rows = new ArrayList<>();
    List<double[]> later = new ArrayList<>();
    Monitor whole = monitor();
    Monitor resumed = monitor();
    try (Flow flow = watched(whole, rows).on(engine);
        Flow again = watched(resumed, later).on(engine)) {
      flow.run(8);
      FlowSnapshot snapshot = flow.snapshot();
      resumed.restore(whole.state());
      flow.run(8);
      again.restore(snapshot);
      again.run(8);
    }
    assertThat(later).hasSize(2);
    for (int k = 0; k < 2; k++) {
      assertThat(later.get(k)).isEqualTo(rows.get(3 + k));
      assertThat(later.get(k)).doesNotContain(Double.NaN);
    }
    assertThat(resumed.verdict()).isEqualTo(whole.verdict());
  }

  private static FlowBuilder watched(Monitor monitor, List<double[]> rows) {
    return flow()
        .stepSize(Schedule.halving(0.4, 3))
        .listen(Cadence.every(4), view -> rows.add(monitor.at(view)));
  }
}
