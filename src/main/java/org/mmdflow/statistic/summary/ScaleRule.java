package org.mmdflow.statistic.summary;

import java.util.Locale;
import org.mmdflow.expression.Choices;
import org.mmdflow.expression.UserError;

/** In which unit each column is measured before a kernel sees it. */
public enum ScaleRule {
  /** Each column in its own standard deviation: columns of unlike units count alike. */
  COLUMNS,
  /**
   * All columns in one unit, the root mean square of their standard deviations: the shape of the
   * cloud stays, as it should for coordinates of one space.
   */
  WHOLE,
  /** The data's own units: the MMD is that of the data as they are. */
  NONE;

  /** The word for it: {@code columns}, {@code whole} or {@code none}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rule of a word.
   *
   * @param where what the word was given for, such as {@code --scale}
   * @throws UserError with the nearest valid word
   */
  public static ScaleRule parse(String word, String where) {
    return Choices.parse(values(), "scale", word, where);
  }
}
