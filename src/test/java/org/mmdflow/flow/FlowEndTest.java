package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.RandomClouds;

/** How runs end, and what is refused. */
class FlowEndTest {
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

  private static double repeat(double value, int times) {
    double sum = 0;
    for (int i = 0; i < times; i++) {
      sum += value;
    }
    return sum;
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
