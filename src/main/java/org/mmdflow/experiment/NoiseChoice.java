package org.mmdflow.experiment;

import java.util.Optional;
import org.mmdflow.expression.Expression;
import org.mmdflow.flow.Scheme;
import org.mmdflow.measure.Weights;
import org.mmdflow.theory.ChosenNoise;
import org.mmdflow.theory.ChosenNoiseSpec;
import org.mmdflow.theory.Spread;

/** The key {@code noise} where it holds no schedule but {@link ChosenNoise}. Stateless. */
final class NoiseChoice {
  private NoiseChoice() {}

  /** What the user wrote, where that is no schedule. */
  static Optional<ChosenNoiseSpec> of(Settings settings) {
    return settings
        .given(ExperimentKeys.NOISE)
        .flatMap(s -> s.read(text -> ChosenNoiseSpec.of(Expression.parse(text))));
  }

  /** The settings with a schedule in its place: no noise until the choice is made at step 0. */
  static Settings withSchedule(Settings settings) {
    return of(settings).isPresent() ? settings.withText(ExperimentKeys.NOISE, "0") : settings;
  }

  /** Refuses a scheme whose noise cannot be chosen. */
  static void check(Settings settings, Scheme scheme) {
    if (of(settings).isPresent() && !(scheme instanceof Scheme.NoiseInjection)) {
      throw settings
          .get(ExperimentKeys.NOISE)
          .error(
              "scheme " + scheme.name() + " cannot choose its noise level",
              "use --scheme noise-injection, or give a number or a schedule");
    }
  }

  /** The controller with nothing left open. */
  static Optional<ChosenNoise> resolve(Experiment e, Inputs inputs) {
    return e.chosenNoise.map(
        spec ->
            e.settings
                .get(ExperimentKeys.NOISE)
                .read(text -> spec.resolve(() -> spread(e, inputs))));
  }

  private static double spread(Experiment e, Inputs inputs) {
    return Spread.pooled(
        inputs.start(),
        inputs.startWeights().orElseGet(() -> Weights.uniform(inputs.start().n())),
        inputs.targetPoints(e.seed),
        inputs.targetWeights().orElseGet(() -> Weights.uniform(inputs.target().n())));
  }
}
