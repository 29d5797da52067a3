package org.mmdflow.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into words, numbers and marks. Holds the position; one thread. */
final class Scanner {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+");
  private static final String MARKS = "()[],=*+\"";

  private final String text;
  private final int end;
  private int position;

  /** Of the characters from {@code from} to before {@code to}. */
  Scanner(String text, int from, int to) {
    this.text = text;
    this.end = to;
    position = from;
    skipBlanks();
  }

  /** Where the next token begins. */
  Location here() {
    return new Location(text, position);
  }

  boolean atEnd() {
    return position == end;
  }

  /** Takes the mark {@code c} if it comes next. */
  boolean take(char c) {
    if (!comesNext(c)) {
      return false;
    }
    position++;
    skipBlanks();
    return true;
  }

  boolean comesNext(char c) {
    return !atEnd() && text.charAt(position) == c;
  }

  boolean wordComesNext() {
    return !atEnd() && isWord(text.charAt(position));
  }

  /** The number or the bare word that comes next; to be asked after {@link #wordComesNext()}. */
  Expression word() {
    Location at = here();
    Matcher number = NUMBER.matcher(text).region(position, end);
    boolean isNumber =
        number.lookingAt() && (number.end() == end || !isWord(text.charAt(number.end())));
    int next = isNumber ? number.end() : position;
    while (!isNumber && next < end && isWord(text.charAt(next))) {
      next++;
    }
    String token = text.substring(position, next);
    position = next;
    skipBlanks();
    return isNumber
        ? new Expression.Numeral(finite(token, at), at)
        : new Expression.Word(token, false, at);
  }

  private static double finite(String token, Location at) {
    double value = Double.parseDouble(token);
    if (Double.isInfinite(value)) {
      throw at.error(
          "the number " + Location.quote(token) + " is too large,", "stay below 1.8e308");
    }
    return value;
  }

  /** The text in quotes that comes next; a backslash takes the character after it as it is. */
  Expression.Word quoted() {
    Location at = here();
    StringBuilder word = new StringBuilder();
    position++;
    while (!comesNext('"')) {
      if (comesNext('\\')) {
        position++;
      }
      if (atEnd()) {
        throw at.error("the quote is never closed,", "end it with \"");
      }
      word.append(text.charAt(position++));
    }
    position++;
    skipBlanks();
    return new Expression.Word(word.toString(), true, at);
  }

  /** What comes next, for a message. */
  String found() {
    if (atEnd()) {
      return "the end";
    }
    if (wordComesNext()) {
      int start = position;
      Expression next = word();
      position = start;
      return next.describe();
    }
    return Location.quote(text.substring(position, position + 1));
  }

  /** Whether {@code text} reads back as the same word without quotes. */
  static boolean isBareWord(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> isWord((char) c))
        && !NUMBER.matcher(text).matches();
  }

  static String inQuotes(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void skipBlanks() {
    while (!atEnd() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isWord(char c) {
    return MARKS.indexOf(c) < 0 && !Character.isWhitespace(c) && !Character.isISOControl(c);
  }
}
