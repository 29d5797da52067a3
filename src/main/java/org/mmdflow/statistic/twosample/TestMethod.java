package org.mmdflow.statistic.twosample;

import java.util.Locale;
import org.mmdflow.expression.Choices;
import org.mmdflow.expression.UserError;

/** How two samples of n and m points are tested. */
public enum TestMethod {
  /** MMD_U of all pairs against that of random splits of the pooled sample. O((n+m)^2). */
  PERMUTATION,
  /** n = m: the U-statistic of pairs (x_i, y_i) against random signs. O((n+m)^2). */
  WILD_BOOTSTRAP,
  /** The mean over disjoint pairs of rows against random signs. O(n+m), with less power. */
  LINEAR,
  /** The mean of MMD_U within blocks of rows against splits within them. O((n+m) block size). */
  BLOCK,
  /** Permutations with several bandwidths at once, the level kept. O((n+m)^2) a bandwidth. */
  AGGREGATED;

  /** The word for it, such as {@code wild-bootstrap}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The method of a word.
   *
   * @param where what the word was given for, such as {@code --method}
   * @throws UserError with the nearest valid word
   */
  public static TestMethod parse(String word, String where) {
    return Choices.parse(values(), "method", word, where);
  }
}
