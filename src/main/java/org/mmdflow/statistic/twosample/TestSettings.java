package org.mmdflow.statistic.twosample;

import java.util.Locale;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
import org.mmdflow.statistic.Watch;

/**
 * What a test is told beside its samples and its kernel.
 *
 * @param permutations how many random splits, or sign vectors: P
 * @param level the test rejects where the p-value is at most this
 * @param seed of the splits
 * @param threads that add up, beside those of the engine; at least 1
 * @param watch told how the test gets on, several times a second where it takes long
 */
public record TestSettings(int permutations, double level, long seed, int threads, Watch watch) {
  /** P = 999, of which 5 % and 1 % are whole numbers with the observed statistic counted in. */
  public static final int DEFAULT_PERMUTATIONS = 999;

  /** More tell nothing: the p-value has a standard error of 0.0005 at most. */
  public static final int MOST_PERMUTATIONS = 1_000_000;

  /**
   * Checks the numbers.
   *
   * @throws UserError if there are so few permutations that no p-value reaches the level, or more
   *     than {@link #MOST_PERMUTATIONS}
   */
  public TestSettings {
    if (!(level > 0 && level < 1)) {
      throw new UserError(
          "the level must be above 0 and below 1 but is "
              + Numbers.format(level)
              + ", in a two-sample test; use 0.05");
    }
    checkPermutations(permutations);
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

  /** For whoever wants a p-value and rejects nothing: any level that P reaches. */
  public static TestSettings withoutLevel(int permutations, long seed, int threads) {
    checkPermutations(permutations);
    return new TestSettings(permutations, Math.max(0.05, 1 / (1.0 + permutations)), seed, threads);
  }

  /** The same, watched by another. */
  public TestSettings watchedBy(Watch other) {
    return new TestSettings(permutations, level, seed, threads, other);
  }

  /** Nobody watches. */
  public TestSettings(int permutations, double level, long seed, int threads) {
    this(permutations, level, seed, threads, Watch.NOBODY);
  }

  /**
   * Checks their number.
   *
   * @throws UserError if it is below 1 or above {@link #MOST_PERMUTATIONS}
   */
  public static void checkPermutations(int permutations) {
    if (permutations < 1 || permutations > MOST_PERMUTATIONS) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "permutations must be from 1 to %,d but are %d, in a two-sample test; use %d",
              MOST_PERMUTATIONS,
              permutations,
              DEFAULT_PERMUTATIONS));
    }
  }

  /** The default number of permutations and the level 5 %, on one thread. */
  public static TestSettings of(long seed) {
    return new TestSettings(DEFAULT_PERMUTATIONS, 0.05, seed, 1);
  }
}
