package org.mmdflow.io;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text cut at the plus signs outside of brackets and quotes, each piece perhaps begun by a
 * coefficient and a star.
 *
 * @param text the whole
 * @param list at least one
 */
record UnionTerms(String text, List<Term> list) {
  private static final Pattern COEFFICIENT =
      Pattern.compile(
          "\\s*+(-?(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+)\\s*+\\*");

  /**
   * One piece.
   *
   * @param at where it begins
   * @param coefficient what stands before the star, if anything does
   * @param from where the rest begins
   * @param to where it ends
   */
  record Term(int at, OptionalDouble coefficient, int from, int to) {}

  static UnionTerms of(String text) {
    List<Term> terms = new ArrayList<>();
    int begin = 0;
    while (begin <= text.length()) {
      int at = skipBlanks(text, begin);
      Matcher number = COEFFICIENT.matcher(text).region(at, text.length());
      boolean given = number.lookingAt();
      int from = given ? skipBlanks(text, number.end()) : at;
      int end = endOfTerm(text, from);
      int to = end;
      while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
        to--;
      }
      OptionalDouble coefficient =
          given ? OptionalDouble.of(Double.parseDouble(number.group(1))) : OptionalDouble.empty();
      terms.add(new Term(at, coefficient, from, to));
      begin = end + 1;
    }
    return new UnionTerms(text, List.copyOf(terms));
  }

  /** What stands after the coefficient. */
  String written(Term term) {
    return text.substring(term.from(), term.to());
  }

  private static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int endOfTerm(String text, int from) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted) {
        i += c == '\\' ? 1 : 0;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == '+' && depth <= 0) {
        return i;
      }
    }
    return text.length();
  }
}
