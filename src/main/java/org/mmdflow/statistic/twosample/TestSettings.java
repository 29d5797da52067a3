package org.mmdflow.statistic.twosample;

import java.util.Locale;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;

/**
 * What a test is told beside its samples and its kernel.
 *
 * @param permutations how many random splits, or sign vectors: P
 * @param level the test rejects where the p-value is at most this
 * @param seed of the splits
 * @param threads that add up, beside those of the engine; at least 1
 */
public record TestSettings(int permutations, double level, long seed, int threads) {
  /** P = 999, of which 5 % and 1 % are whole numbers with the observed statistic counted in. */
  public static final int DEFAULT_PERMUTATIONS = 999;

  /**
   * Checks the numbers.
   *
   * @throws UserError if there are so few permutations that no p-value reaches the level
   */
  public TestSettings {
    if (!(level > 0 && level < 1)) {
      throw new UserError(
          "the level must be above 0 and below 1 but is "
              + Numbers.format(level)
              + ", in a two-sample test; use 0.05");
    }
    if (permutations < 1) {
      throw new UserError(
          "permutations must be at least 1 but are "
              + permutations
              + ", in a two-sample test; use "
              + DEFAULT_PERMUTATIONS);
    }
    if (1 / (1.0 + permutations) > level) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "with %d permutations no p-value is below %.4f and none can reach the level %s, in a"
                  + " two-sample test; use %.0f permutations or more",
              permutations,
              1 / (1.0 + permutations),
              Numbers.format(level),
              Math.ceil(1 / level) - 1));
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1 but is " + threads);
    }
  }

  /** The default number of permutations and the level 5 %, on one thread. */
  public static TestSettings of(long seed) {
    return new TestSettings(DEFAULT_PERMUTATIONS, 0.05, seed, 1);
  }
}
