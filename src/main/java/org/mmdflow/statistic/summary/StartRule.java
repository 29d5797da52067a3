package org.mmdflow.statistic.summary;

import java.util.Locale;
import org.mmdflow.expression.Choices;
import org.mmdflow.expression.UserError;

/** Which rows of the sample a flow starts from. */
public enum StartRule {
  /**
   * The rows of kernel thinning, from fewer rows than {@link Method#THINNING} takes: the nearest
   * start, which a kernel with a short length needs. The default.
   */
  THINNED,
  /**
   * Seeds of k-means++ ({@link Seeds}): spread out, so that no far group is left without a point.
   */
  KMEANS,
  /** A random subset, or draws by weight where there are weights. */
  SUBSET;

  /** The word for it, such as {@code kmeans}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The rule of a word.
   *
   * @param where what the word was given for, such as {@code --start}
   * @throws UserError with the nearest valid word
   */
  public static StartRule parse(String word, String where) {
    return Choices.parse(values(), "start", word, where);
  }
}
