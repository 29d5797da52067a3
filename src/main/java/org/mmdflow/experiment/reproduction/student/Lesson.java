package org.mmdflow.experiment.reproduction.student;

import java.util.List;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;
import org.mmdflow.network.dense.DenseMethod;

/**
 * A way to teach the student, as {@code student-teacher} compares it.
 *
 * @param key in file names and on a command line
 * @param label in legends
 * @param published name in the published curves; empty for levels of noise beside them
 * @param method with its numbers
 */
record Lesson(String key, String label, String published, DenseMethod method) {
  /**
   * Of all methods: the largest that the paper tried, the default of its authors' code, and the one
   * at which plain, diffusion and KSD fall as published. (That code halves it for noise injection
   * alone; at half of it the published fall after epoch 2,000 comes only after epoch 4,000.)
   */
  private static final double STEP_SIZE = 0.1;

  /** The level that ends lowest in the published sensitivity panel, 0.51, rounded. */
  private static final double NOISE_LEVEL = 0.5;

  /** The best constant level of diffusion in the same panel. */
  private static final double DIFFUSION_LEVEL = 1.6e-3;

  private static final double SOBOLEV_LAMBDA = 1e-6;
  private static final int HALVED_EVERY = 1000;

  static final Lesson PLAIN = new Lesson("plain", "plain", "mmd", new DenseMethod.Plain(STEP_SIZE));
  static final Lesson NOISE =
      new Lesson(
          "noise",
          "noise injection",
          "noise_injection",
          new DenseMethod.NoiseInjection(STEP_SIZE, NOISE_LEVEL, HALVED_EVERY));
  static final Lesson DIFFUSION =
      new Lesson(
          "diffusion",
          "diffusion",
          "diffusion",
          new DenseMethod.Diffusion(STEP_SIZE, DIFFUSION_LEVEL));
  static final Lesson SOBOLEV =
      new Lesson("ksd", "KSD", "sobolev", new DenseMethod.Sobolev(STEP_SIZE, SOBOLEV_LAMBDA));

  /** Those of the published figure, in its order. */
  static final List<Lesson> ALL = List.of(PLAIN, NOISE, DIFFUSION, SOBOLEV);

  /**
   * The lesson of a key: one of {@link #ALL}, or {@code noise-LEVEL}.
   *
   * @throws UserError if there is none
   */
  static Lesson of(String key) {
    for (Lesson lesson : ALL) {
      if (lesson.key().equals(key)) {
        return lesson;
      }
    }
    if (key.startsWith("noise-")) {
      try {
        double level = Double.parseDouble(key.substring("noise-".length()));
        if (level > 0 && Double.isFinite(level)) {
          return noise(level);
        }
      } catch (NumberFormatException e) {
        // Refused below, with what would be right.
      }
    }
    throw new UserError(
        "unknown method "
            + Location.quote(key)
            + ", in --only; "
            + Suggestions.mend(
                key, "methods", List.of("plain", "noise", "diffusion", "ksd", "noise-LEVEL")));
  }

  /** Noise injection from another level. */
  private static Lesson noise(double level) {
    return new Lesson(
        "noise-" + Numbers.format(level),
        "noise injection from " + Numbers.format(level),
        "",
        new DenseMethod.NoiseInjection(STEP_SIZE, level, HALVED_EVERY));
  }
}
