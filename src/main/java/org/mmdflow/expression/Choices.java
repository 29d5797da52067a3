package org.mmdflow.expression;

import java.util.Arrays;
import java.util.List;

/** The choice among a few constants that a user makes by a word. Pure functions. */
public final class Choices {
  private Choices() {}

  /**
   * The constant whose {@code toString()} is {@code word}.
   *
   * @param constants all that may be chosen
   * @param kind what each of them is, such as {@code method}
   * @param where what the word was given for, such as {@code --method}
   * @throws UserError with the nearest valid word
   */
  public static <E extends Enum<E>> E parse(E[] constants, String kind, String word, String where) {
    List<String> words = Arrays.stream(constants).map(E::toString).toList();
    int index = words.indexOf(word);
    if (index < 0) {
      throw new UserError(
          "unknown "
              + kind
              + " \""
              + word
              + "\", in "
              + where
              + "; "
              + Suggestions.mend(word, kind + "s", words));
    }
    return constants[index];
  }
}
