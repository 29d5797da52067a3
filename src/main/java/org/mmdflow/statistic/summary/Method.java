package org.mmdflow.statistic.summary;

import java.util.Locale;
import org.mmdflow.expression.Choices;
import org.mmdflow.expression.UserError;

/** How M points are found that stand for a sample. */
public enum Method {
  /**
   * The MMD flow of M particles of equal mass, run to stationarity ({@link Descent}). The points
   * are new ones.
   */
  FLOW,
  /** Rows of the sample, all different, each the best next one for the MMD ({@link Greedy}). */
  GREEDY,
  /**
   * Kernel herding (Chen, Welling and Smola 2010, {@link Greedy}): rows of the sample, which may
   * come again.
   */
  HERDING,
  /** Kernel thinning (Dwivedi and Mackey 2021, {@link KernelThinning}): rows of the sample. */
  THINNING;

  /** Whether the points are rows of the sample. */
  public boolean choosesRows() {
    return this != FLOW;
  }

  /** The word for it, such as {@code flow}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The method of a word.
   *
   * @param where what the word was given for, such as {@code --method}
   * @throws UserError with the nearest valid word
   */
  public static Method parse(String word, String where) {
    return Choices.parse(values(), "method", word, where);
  }
}
