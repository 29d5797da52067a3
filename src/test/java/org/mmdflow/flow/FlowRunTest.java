package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.objective.RandomClouds;

/** How runs are cut, resumed, watched and steered. */
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
}
