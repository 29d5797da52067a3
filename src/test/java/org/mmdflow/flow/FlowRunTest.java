package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.RandomClouds;

/** How runs are cut, resumed, watched, steered and ended. */
class FlowRunTest {
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private static FlowBuilder flow() {
    return Flow.from(RandomClouds.gaussian(1, 17, 2))
        .to(RandomClouds.gaussian(2, 13, 2, 1, 1))
        .kernel(Kernel.gaussian(1))
        .stepSize(0.2)
        .seed(5);
  }

  static Stream<FlowBuilder> kinds() {
    return Stream.of(Precision.FLOAT, Precision.DOUBLE)
        .flatMap(
            p ->
                Stream.of(
                    flow().precision(p),
                    flow().precision(p).momentum(0.6),
                    flow().precision(p).scheme(Scheme.noiseInjection(Schedule.halving(1, 7))),
                    flow().precision(p).scheme(Scheme.diffusion(Schedule.constantUntil(0.1, 9))),
                    flow()
                        .precision(p)
                        .to(Distributions.gaussian(new double[] {1, 1}, 1).of(13))
                        .redrawTarget()
                        .momentum(0.3)
                        .stepSize(Schedule.linear(0.5, 0.1, 11))
                        .scheme(Scheme.noiseInjection(Schedule.inverseSqrt(0.5)))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void runsCutAnywhereGiveTheSameBits(FlowBuilder builder) {
    try (Flow whole = builder.on(engine)) {
      whole.run(23);
      for (long seed = 0; seed < 4; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Flow cut = builder.on(engine)) {
          while (cut.step() < 23) {
            cut.run(seed == 0 ? 1 : Math.min(random.nextInt(8), 23 - cut.step()));
          }
          assertThat(cut.snapshot()).isEqualTo(whole.snapshot());
          assertThat(cut.metrics()).isEqualTo(whole.metrics());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRestoredFlowGoesOnBitForBit(FlowBuilder builder) {
    try (Flow whole = builder.on(engine);
        Flow resumed = builder.on(engine)) {
      whole.run(11);
      FlowSnapshot snapshot = whole.snapshot();
      whole.run(12);

      resumed.run(3);
      resumed.restore(snapshot);
      assertThat(resumed.snapshot()).isEqualTo(snapshot);
      resumed.run(12);

      assertThat(resumed.snapshot()).isEqualTo(whole.snapshot());
      assertThat(resumed.metrics()).isEqualTo(whole.metrics());
    }
  }

  @Test
  void aSnapshotOfAnotherShapeIsRefused() {
    try (Flow plain = flow().on(engine);
        Flow heavy = flow().momentum(0.5).on(engine);
        Flow flat =
            Flow.from(RandomClouds.gaussian(1, 34, 1))
                .to(RandomClouds.gaussian(2, 5, 1))
                .kernel(Kernel.energy())
                .on(engine)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> plain.restore(flat.snapshot()))
          .withMessage("sizes of snapshot and flow differ: 34 x 1 != 17 x 2");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> plain.restore(heavy.snapshot()))
          .withMessage("the snapshot has a velocity but the flow has no momentum");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> heavy.restore(plain.snapshot()))
          .withMessage("the flow has momentum but the snapshot has no velocity");
    }
  }

  @Test
  void controllersThenListenersThenStopRulesInTheOrderGiven() {
    List<String> seen = new ArrayList<>();
    FlowBuilder builder =
        flow()
            .stopWhen(Cadence.every(4), view -> none(seen, "stop " + view.step()))
            .listen(Cadence.every(2), view -> seen.add("a " + view.step()))
            .listen(Cadence.every(3), view -> seen.add("b " + view.step()))
            .control(controller(Cadence.every(4), Control.NONE, seen));
    try (Flow flow = builder.on(engine)) {
      flow.run(0);
      flow.run(0);
      assertThat(seen).containsExactly("control 0", "a 0", "b 0", "stop 0");
      seen.clear();
      flow.run(4);
      flow.run(2);
      assertThat(seen).containsExactly("a 2", "b 3", "control 4", "a 4", "stop 4", "a 6", "b 6");
    }
  }

  private static Optional<String> none(List<String> seen, String what) {
    seen.add(what);
    return Optional.empty();
  }

  private static Controller controller(Cadence cadence, Control decision, List<String> seen) {
    return new Controller() {
      @Override
      public Cadence cadence() {
        return cadence;
      }

      @Override
      public Control decide(FlowView view) {
        seen.add("control " + view.step());
        return decision;
      }
    };
  }

  @Test
  void eachControllerKeepsItsOwnNumber() {
    List<String> seen = new ArrayList<>();
    FlowBuilder builder =
        flow()
            .scheme(Scheme.noiseInjection(Schedule.constant(1)))
            .control(controller(Cadence.every(3), Control.stepSize(0.05), seen))
            .control(
                controller(step -> step <= 5 ? 5 : Long.MAX_VALUE, Control.noiseLevel(2), seen));
    try (Flow flow = builder.on(engine)) {
      assertThat(flow.stepSize()).isEqualTo(0.2);
      flow.run(2);
      assertThat(flow.stepSize()).isEqualTo(0.05);
      assertThat(flow.noiseLevel()).isEqualTo(1);
      flow.run(6);
      assertThat(flow.stepSize()).isEqualTo(0.05);
      assertThat(flow.noiseLevel()).isEqualTo(2);
      assertThat(flow.flowTime()).isEqualTo(repeat(0.05, 8));
      FlowSnapshot snapshot = flow.snapshot();
      try (Flow other = flow().scheme(Scheme.noiseInjection(Schedule.constant(1))).on(engine)) {
        other.restore(snapshot);
        assertThat(other.noiseLevel()).isEqualTo(2);
        other.run(2);
        flow.run(2);
        assertThat(other.particles()).isEqualTo(flow.particles());
      }
    }
  }

  private static double repeat(double value, int times) {
    double sum = 0;
    for (int i = 0; i < times; i++) {
      sum += value;
    }
    return sum;
  }

  @Test
  void controlsAreChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> Control.stepSize(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Control.noiseLevel(Double.NaN));
    Controller noise = controller(Cadence.every(1), Control.noiseLevel(1), new ArrayList<>());
    try (Flow flow = flow().control(noise).on(engine)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> flow.run(1))
          .withMessageContaining("the scheme is euler");
    }
  }

  @Test
  void aStopRuleEndsTheRunAndTheNextRunGoesOn() {
    try (Flow flow =
        flow()
            .stopWhen(
                Cadence.every(3),
                view -> view.step() == 6 ? Optional.of("enough") : Optional.empty())
            .on(engine)) {
      assertThat(flow.run(20)).isEqualTo(new Outcome(Outcome.End.STOPPED, 6, "enough"));
      assertThat(flow.run(4)).isEqualTo(new Outcome(Outcome.End.COMPLETED, 10, "all steps taken"));
    }
  }

  @Test
  void stopsBelowABound() {
    try (Flow flow = flow().stopWhen(Cadence.every(1), StopRule.below(0.03)).on(engine)) {
      assertThat(flow.metrics().halfMmd2V()).isGreaterThan(0.03);
      Outcome outcome = flow.run(1000);
      assertThat(outcome.end()).isEqualTo(Outcome.End.STOPPED);
      assertThat(outcome.step()).isBetween(1L, 999L);
      assertThat(flow.metrics().halfMmd2V()).isLessThan(0.03);
      assertThat(outcome.why()).contains("half_mmd2_v").contains("is below 0.03");
    }
  }

  /** A run cut off between its checkpoint and its stop still stops where it would have. */
  @Test
  void afterARestoreOnlyStopRulesSeeTheState() {
    List<FlowSnapshot> snapshots = new ArrayList<>();
    List<Long> shown = new ArrayList<>();
    FlowBuilder builder =
        flow()
            .listen(Cadence.every(5), view -> shown.add(view.step()))
            .stopWhen(
                Cadence.every(5),
                view -> view.step() >= 5 ? Optional.of("enough") : Optional.empty());
    try (Flow flow = builder.on(engine);
        Flow resumed = builder.on(engine)) {
      flow.run(100);
      snapshots.add(flow.snapshot());
      assertThat(shown).containsExactly(0L, 5L);
      resumed.restore(snapshots.get(0));
      assertThat(resumed.run(95)).isEqualTo(new Outcome(Outcome.End.STOPPED, 5, "enough"));
      assertThat(shown).containsExactly(0L, 5L);
    }
  }

  @Test
  void anotherThreadMayAskForAStop() throws InterruptedException {
    try (Flow flow = flow().on(engine)) {
      Thread other = new Thread(flow::requestStop);
      Outcome outcome =
          flow.run(
              Long.MAX_VALUE / 2,
              progress -> {
                if (progress.step() > 100 && other.getState() == Thread.State.NEW) {
                  other.start();
                }
              });
      other.join();
      assertThat(outcome.end()).isEqualTo(Outcome.End.INTERRUPTED);
      assertThat(outcome.step()).isGreaterThan(100);
      long reached = outcome.step();
      assertThat(flow.run(3).step()).isEqualTo(reached + 3);
      try (Flow whole = flow().on(engine)) {
        whole.run(reached + 3);
        assertThat(flow.snapshot()).isEqualTo(whole.snapshot());
      }
    }
  }

  @Test
  void aStopAskedForBetweenRunsIsNotLost() {
    try (Flow flow = flow().on(engine)) {
      flow.requestStop();
      assertThat(flow.run(5)).isEqualTo(new Outcome(Outcome.End.INTERRUPTED, 0, "stop requested"));
      assertThat(flow.run(5).end()).isEqualTo(Outcome.End.COMPLETED);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void divergenceStopsAtTheLastFiniteState(Precision precision) {
    try (Flow flow =
        flow().kernel(Kernel.polynomial(3, 1)).stepSize(0.2e6).precision(precision).on(engine)) {
      Outcome outcome = flow.run(1000);

      assertThat(outcome.end()).isEqualTo(Outcome.End.DIVERGED);
      assertThat(outcome.step()).isBetween(1L, 20L);
      assertThat(outcome.why()).contains("the step after " + outcome.step());
      assertThat(flow.step()).isEqualTo(outcome.step());
      assertThat(Arrays.stream(flow.particles().data())).allMatch(Double::isFinite);
      assertThat(flow.flowTime()).isEqualTo(repeat(0.2e6, (int) outcome.step()));
      FlowSnapshot last = flow.snapshot();
      assertThat(flow.run(10)).isEqualTo(outcome);
      assertThat(flow.snapshot()).isEqualTo(last);
      try (Flow upToThere =
          flow().kernel(Kernel.polynomial(3, 1)).stepSize(0.2e6).precision(precision).on(engine)) {
        assertThat(upToThere.run(outcome.step()).end()).isEqualTo(Outcome.End.COMPLETED);
        assertThat(upToThere.snapshot()).isEqualTo(last);
      }
    }
  }

  @Test
  void progressRisesToTheEnd() {
    List<Progress> told = new ArrayList<>();
    try (Flow flow = flow().listen(Cadence.every(10), FlowView::metrics).on(engine)) {
      flow.run(5);
      flow.run(20, told::add);
      assertThat(told).isNotEmpty().allMatch(p -> p.total() == 25 && p.halfMmd2V().isPresent());
      assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.step(), b.step()));
      assertThat(told.get(told.size() - 1).step()).isEqualTo(25);
      assertThat(told.get(0).toString()).contains("of 25").contains("half_mmd2_v");
      assertThat(flow.times().steps()).isPositive();
      assertThat(flow.times().metrics()).isPositive();
      assertThat(flow.times().listeners()).isNotNegative();
    }
  }

  @Test
  void metricsAreThoseOfTheStateAndMeasuredOnce() {
    try (Flow flow = flow().on(engine)) {
      assertThat(flow.metrics()).isSameAs(flow.metrics());
      double before = flow.metrics().halfMmd2V();
      flow.run(1);
      assertThat(flow.metrics().halfMmd2V()).isLessThan(before);
    }
  }

  @Test
  void mistakesAreNamed() {
    Points start = RandomClouds.gaussian(1, 4, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.from(start).kernel(Kernel.energy()).on(engine))
        .withMessage("a flow needs a target");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.from(start).to(start).on(engine))
        .withMessage("a flow needs a kernel");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Flow.from(start)
                    .to(RandomClouds.gaussian(1, 4, 3))
                    .kernel(Kernel.energy())
                    .on(engine))
        .withMessage("start and target differ in dimension: 2 != 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow().startWeights(Weights.uniform(3)).on(engine))
        .withMessage("the start has 17 points but 3 weights");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow().targetWeights(Weights.uniform(3)).on(engine))
        .withMessage("the target has 13 points but 3 weights");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow().redrawTarget().on(engine))
        .withMessageContaining("cannot be drawn anew");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow().momentum(1).on(engine))
        .withMessage("momentum must be in [0, 1) but is 1.0");
    Points bad = Points.ofRows(new double[] {0, 0}, new double[] {0, Double.NaN});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.from(bad).to(start).kernel(Kernel.energy()).on(engine))
        .withMessage("point 1 of the start has the coordinate NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flow.from(start).to(bad).kernel(Kernel.energy()).on(engine))
        .withMessage("point 1 of the target has the coordinate NaN");
    try (Flow flow = flow().on(engine)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flow.run(-1))
          .withMessage("steps must be at least 0 but is -1");
    }
  }
}
