package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;

/** What a view computes of its state, and what listeners hear of the steps; engine reference. */
class GradientsTest {
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private static FlowBuilder noisy(double level) {
    return Flow.from(RandomClouds.gaussian(1, 11, 3))
        .to(RandomClouds.gaussian(2, 13, 3))
        .kernel(Kernel.gaussian(1))
        .precision(Precision.DOUBLE)
        .stepSize(0.25)
        .seed(3)
        .scheme(Scheme.noiseInjection(Schedule.constant(level)));
  }

  /** The next step moves by step size times the noisy gradient, to the bit. */
  @Test
  void theNoisyGradientIsThatOfTheNextStep() {
    try (Flow flow = noisy(0.7).on(engine)) {
      flow.run(4);
      Points x = flow.particles();
      Points gradient = flow.noisyGradient();
      flow.run(1);
      for (int i = 0; i < x.data().length; i++) {
        double moved = x.data()[i] + -0.25 * gradient.data()[i];
        assertThat(flow.particles().data()[i]).isEqualTo(moved);
      }
    }
  }

  @Test
  void bothAreComputedOncePerState() {
    try (Flow flow = noisy(0.7).on(engine)) {
      Points noisy = flow.noisyGradient();
      Points clean = flow.gradient();
      assertThat(flow.noisyGradient()).isSameAs(noisy).isNotEqualTo(clean);
      assertThat(flow.gradient()).isSameAs(clean).isEqualTo(flow.gradientAt(flow.particles()));
      FlowSnapshot start = flow.snapshot();
      flow.run(1);
      assertThat(flow.noisyGradient()).isNotEqualTo(noisy);
      assertThat(flow.gradient()).isNotEqualTo(clean);
      flow.restore(start);
      assertThat(flow.noisyGradient()).isEqualTo(noisy);
    }
  }

  @Test
  void withoutNoiseTheyAreOne() {
    for (Scheme scheme : List.of(Scheme.euler(), Scheme.diffusion(Schedule.constant(1)))) {
      try (Flow flow = noisy(0).scheme(scheme).on(engine)) {
        assertThat(flow.noisyGradient()).isSameAs(flow.gradient());
      }
    }
  }

  /** A controller that looks before it decides does not spoil what listeners see after. */
  @Test
  void aDecisionChangesTheNoisyGradient() {
    List<Points> seen = new ArrayList<>();
    Controller controller =
        new Controller() {
          @Override
          public Cadence cadence() {
            return Cadence.every(1);
          }

          @Override
          public Control decide(FlowView view) {
            seen.add(view.noisyGradient());
            return Control.noiseLevel(2);
          }
        };
    FlowBuilder builder = noisy(0.7).control(controller);
    try (Flow flow =
            builder.listen(Cadence.every(1), view -> seen.add(view.noisyGradient())).on(engine);
        Flow other = noisy(2).on(engine)) {
      flow.run(0);
      assertThat(seen).hasSize(2);
      assertThat(seen.get(1)).isNotEqualTo(seen.get(0)).isEqualTo(other.noisyGradient());
    }
  }

  /** Every step is told of once, however runs are cut, after a restore too. */
  @ParameterizedTest
  @ValueSource(longs = {1, 3, 7, 20})
  void stepListenersHearOfEveryStepOnce(long cut) {
    List<Double> levels = new ArrayList<>();
    List<Long> told = new ArrayList<>();
    FlowBuilder builder =
        noisy(0)
            .scheme(Scheme.noiseInjection(Schedule.halving(1, 3)))
            .listen(Cadence.every(cut), view -> assertThat(last(told)).isEqualTo(view.step() - 1))
            .listenToSteps(
                (settings, steps, completed) -> {
                  assertThat(settings.seed()).isEqualTo(3);
                  for (int k = 0; k < completed; k++) {
                    told.add(steps.first() + k);
                    levels.add(steps.evaluationNoise()[k]);
                  }
                });
    try (Flow flow = builder.on(engine)) {
      flow.run(5);
      FlowSnapshot snapshot = flow.snapshot();
      flow.run(2);
      flow.restore(snapshot);
      flow.run(3);
    }
    assertThat(told).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 5L, 6L, 7L);
    assertThat(levels).containsExactly(1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.5, 0.25, 0.25);
  }

  private static long last(List<Long> told) {
    return told.isEmpty() ? -1 : told.get(told.size() - 1);
  }

  /** Steps that diverge are not told of. */
  @Test
  void stepsThatWereNotTakenAreNotTold() {
    long[] told = new long[1];
    FlowBuilder builder =
        Flow.from(Points.ofRows(new double[] {1e3}))
            .to(Points.zeros(1, 1))
            .kernel(Kernel.polynomial(3, 1))
            .stepSize(1e3)
            .listenToSteps((settings, steps, completed) -> told[0] += completed);
    try (Flow flow = builder.on(engine)) {
      Outcome outcome = flow.run(50);
      assertThat(outcome.end()).isEqualTo(Outcome.End.DIVERGED);
      assertThat(told[0]).isEqualTo(outcome.step());
    }
  }
}
