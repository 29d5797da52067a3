package org.mmdflow.expression;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The valid word that a misspelt one was probably meant to be. Pure functions. */
public final class Suggestions {
  /** Longer words are no slips of a finger. */
  private static final int LONGEST = 100;

  private Suggestions() {}

  /**
   * The candidate with the smallest edit distance to {@code word} (insertions, deletions,
   * replacements, swaps of neighbours; case ignored), the first of several; empty where even that
   * one differs in more than about a third of its letters.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> nearest = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance = distance(lower(word), lower(candidate));
      int length = Math.max(word.length(), candidate.length());
      if (distance < least && 3 * distance <= length + 1) {
        least = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /**
   * How to mend an unknown word: {@code did you mean "X"?}, or else all the valid words.
   *
   * @param plural what the candidates are, such as {@code kernels}
   */
  public static String mend(String word, String plural, Collection<String> candidates) {
    return nearest(word, candidates)
        .map(near -> "did you mean \"" + near + "\"?")
        .orElseGet(() -> "the " + plural + " are " + String.join(", ", candidates));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
