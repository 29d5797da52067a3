package org.mmdflow.statistic;

import java.util.Locale;
import org.mmdflow.expression.Choices;
import org.mmdflow.expression.UserError;

/** How the squared MMD is estimated from two samples of n and m points. */
public enum Estimator {
  /**
   * All pairs, those of a point with itself included: biased upwards, never below 0. O((n+m)^2).
   */
  V,
  /** Pairs of different points: unbiased, may be negative. O((n+m)^2). */
  U,
  /**
   * The mean over disjoint consecutive pairs of the shorter length (Gretton et al. 2012, section
   * 6): unbiased, may be negative, O(n+m), with a larger variance.
   */
  LINEAR;

  /** The word for it: {@code v}, {@code u} or {@code linear}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The estimator of a word.
   *
   * @param where what the word was given for, such as {@code --estimator}
   * @throws UserError with the nearest valid word
   */
  public static Estimator parse(String word, String where) {
    return Choices.parse(values(), "estimator", word, where);
  }
}
