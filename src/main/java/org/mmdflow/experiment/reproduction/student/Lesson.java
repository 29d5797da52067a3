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
   * That of noise injection in the authors' code: 0.1, halved by its loss. Plain and diffusion take
   * the same here.
   */
  private static final double STEP_SIZE = 0.05;

  /** Its best constant level of diffusion. */
  private static final double DIFFUSION_LEVEL = 1.6e-3;

  /**
   * Of 0.01, 0.05 and 0.1 the one with which training and test error fall together, as published.
   */
  private static final double SOBOLEV_STEP_SIZE = 0.1;

  private static final double SOBOLEV_LAMBDA = 1e-6;
  private static final int HALVED_EVERY = 1000;

  static final Lesson PLAIN = new Lesson("plain", "plain", "mmd", new DenseMethod.Plain(STEP_SIZE));
  static final Lesson NOISE =
      new Lesson(
          "noise",
          "noise injection",
          "noise_injection",
          new DenseMethod.NoiseInjection(STEP_SIZE, 1, HALVED_EVERY));
  static final Lesson DIFFUSION =
      new Lesson(
          "diffusion",
          "diffusion",
          "diffusion",
          new DenseMethod.Diffusion(STEP_SIZE, DIFFUSION_LEVEL));
  static final Lesson SOBOLEV =
      new Lesson(
          "ksd", "KSD", "sobolev", new DenseMethod.Sobolev(SOBOLEV_STEP_SIZE, SOBOLEV_LAMBDA));

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
