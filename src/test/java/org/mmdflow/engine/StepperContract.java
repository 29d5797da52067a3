package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps: against the oracle, and against themselves cut otherwise. */
public interface StepperContract extends EngineUnderTest {
  /** More than an engine may take together. */
  int MANY = 37;

  /** Every term of a step alone, and all of them. */
  static Stream<StepPlan> plans() {
    return Stream.of(
        new StepPlan(0, 0, 0, false),
        new StepPlan(1.5, 0, 0, false),
        new StepPlan(0, 0.3, 0, false),
        new StepPlan(0, 0, 0.9, false),
        new StepPlan(0, 0, 0, true),
        new StepPlan(1.5, 0.3, 0.9, true));
  }

  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.StepperContract#plans")
  default void stepsFollowTheOracle(StepPlan plan) {
    inEachPrecision(
        (engine, precision) -> {
          try (FlowProblem flow = new FlowProblem(engine, precision)) {
            StepOracle oracle = new StepOracle(flow);
            Trace trace = flow.stepper.advance(flow.state, plan.steps(flow, 0, 7));
            assertThat(trace.completed()).isEqualTo(7);
            double tolerance = precision == Precision.FLOAT ? 5e-6 : 1e-12;
            double[] recorded = trace.scalars().get(Scalar.MEAN_SQUARED_GRADIENT);
            assertThat(recorded).hasSize(7);
            for (int step = 0; step < 7; step++) {
              oracle.step(plan, step);
              double wanted = oracle.meanSquaredGradient();
              assertThat(recorded[step] / wanted - 1).isBetween(-tolerance * 10, tolerance * 10);
            }
            Computed.assertNear("particles", flow.particles(), oracle.x(), oracle.x(), tolerance);
            Computed.assertNear(
                "velocities", flow.velocities(), oracle.v(), oracle.v(), 10 * tolerance);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.StepperContract#plans")
  default void manyStepsAreOneStepManyTimes(StepPlan plan) {
    inEachPrecision(
        (engine, precision) -> {
          try (FlowProblem once = new FlowProblem(engine, precision);
              FlowProblem often = new FlowProblem(engine, precision)) {
            Trace whole = once.stepper.advance(once.state, plan.steps(once, 5, MANY));
            double[] scalars = new double[MANY];
            for (int k = 0; k < MANY; k++) {
              Trace one = often.stepper.advance(often.state, plan.steps(often, 5 + k, 1));
              scalars[k] = one.scalars().get(Scalar.MEAN_SQUARED_GRADIENT)[0];
            }
            assertThat(often.particles()).isEqualTo(once.particles());
            assertThat(often.velocities()).isEqualTo(once.velocities());
            assertThat(whole.scalars().get(Scalar.MEAN_SQUARED_GRADIENT)).isEqualTo(scalars);
          }
        });
  }

  @Test
  default void aNewStepperGoesOnFromTheState() {
    StepPlan plan = new StepPlan(1, 0.2, 0.8, true);
    inEachPrecision(
        (engine, precision) -> {
          try (FlowProblem once = new FlowProblem(engine, precision);
              FlowProblem twice = new FlowProblem(engine, precision)) {
            once.stepper.advance(once.state, plan.steps(once, 0, 6));
            twice.stepper.advance(twice.state, plan.steps(twice, 0, 4));
            try (Stepper fresh = engine.stepper(twice.sum)) {
              fresh.advance(twice.state, plan.steps(twice, 4, 2));
            }
            assertThat(twice.particles()).isEqualTo(once.particles());
            assertThat(twice.velocities()).isEqualTo(once.velocities());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 21})
  default void divergenceStopsAtTheLastGoodState(int last) {
    StepPlan plan = new StepPlan(0.5, 0.1, 0.5, false);
    inEachPrecision(
        (engine, precision) -> {
          try (FlowProblem good = new FlowProblem(engine, precision);
              FlowProblem bad = new FlowProblem(engine, precision)) {
            good.stepper.advance(good.state, plan.steps(good, 0, last));
            Steps steps = plan.steps(bad, 0, 2 * last);
            steps.stepSize()[last] = Double.POSITIVE_INFINITY;
            Trace trace = bad.stepper.advance(bad.state, steps);
            assertThat(trace.completed()).isEqualTo(last);
            assertThat(trace.scalars().get(Scalar.MEAN_SQUARED_GRADIENT)).hasSize(last);
            assertThat(bad.particles()).isEqualTo(good.particles());
            assertThat(bad.velocities()).isEqualTo(good.velocities());
            Trace next = bad.stepper.advance(bad.state, plan.steps(bad, last, 1));
            good.stepper.advance(good.state, plan.steps(good, last, 1));
            assertThat(next.completed()).isEqualTo(1);
            assertThat(bad.particles()).isEqualTo(good.particles());
          }
        });
  }

  @Test
  default void aStepThatOverflowsIsNotTaken() {
    inEachPrecision(
        (engine, precision) -> {
          try (FlowProblem flow = new FlowProblem(engine, precision)) {
            double[] before = flow.particles();
            Steps steps = new StepPlan(0, 0, 0, false).steps(flow, 0, 2);
            steps.diffusion()[0] = precision == Precision.FLOAT ? 3e38 : 1.7e308;
            assertThat(flow.stepper.advance(flow.state, steps).completed()).isZero();
            assertThat(flow.particles()).isEqualTo(before);
          }
        });
  }

  @Test
  default void withoutMomentumAStateNeedsNoVelocity() {
    StepPlan plan = new StepPlan(1, 0.2, 0, false);
    inEachPrecision(
        (engine, precision) -> {
          try (FlowProblem with = new FlowProblem(engine, precision);
              FlowProblem without = new FlowProblem(engine, precision)) {
            FlowState bare = withoutVelocity(without.state);
            with.stepper.advance(with.state, plan.steps(with, 0, 3));
            without.stepper.advance(bare, plan.steps(without, 0, 3));
            assertThat(without.particles()).isEqualTo(with.particles());
          }
        });
  }

  @Test
  default void momentumNeedsAVelocity() {
    try (Engine engine = checked();
        FlowProblem flow = new FlowProblem(engine, Precision.FLOAT)) {
      Steps steps = new StepPlan(0, 0, 0.9, false).steps(flow, 0, 2);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flow.stepper.advance(withoutVelocity(flow.state), steps))
          .withMessageContaining("velocity");
    }
  }

  private static FlowState withoutVelocity(FlowState s) {
    return new FlowState(s.particles(), Optional.empty(), s.weights(), s.sources(), s.seed());
  }

  @Test
  default void nothingIsRecordedUnasked() {
    try (Engine engine = checked();
        FlowProblem flow = new FlowProblem(engine, Precision.FLOAT)) {
      Steps s = new StepPlan(0, 0, 0, false).steps(flow, 0, 2);
      Steps silent =
          new Steps(
              0,
              2,
              s.stepSize(),
              s.evaluationNoise(),
              s.diffusion(),
              s.momentum(),
              s.target(),
              Set.of());
      assertThat(flow.stepper.advance(flow.state, silent).scalars()).isEmpty();
    }
  }

  @Test
  default void aClosedStepperIsRefused() {
    try (Engine engine = open()) {
      FlowProblem flow = new FlowProblem(engine, Precision.FLOAT);
      Steps steps = new StepPlan(0, 0, 0, false).steps(flow, 0, 1);
      flow.stepper.close();
      assertThatIllegalStateException().isThrownBy(() -> flow.stepper.advance(flow.state, steps));
    }
  }
}
