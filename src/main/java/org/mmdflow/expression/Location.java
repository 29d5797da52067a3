package org.mmdflow.expression;

/**
 * A character of a text that the user wrote.
 *
 * @param source the whole text
 * @param offset index of the character, from 0; messages count from 1
 */
public record Location(String source, int offset) {
  /** Longest piece of the source that a message repeats. */
  private static final int EXCERPT = 80;

  /**
   * The error {@code WHAT at character N of "SOURCE"; MEND}: one line, whatever the source holds.
   *
   * @param what the fault; ends with a comma where the sentence wants one
   * @param mend what the user can do about it
   */
  public UserError error(String what, String mend) {
    return new UserError(
        what + " at character " + (offset + 1) + " of \"" + excerpt() + "\"; " + mend);
  }

  /** The error {@code e}, pointing here as well. */
  public UserError locate(UserError e) {
    return e.in("at character " + (offset + 1) + " of \"" + excerpt() + "\"");
  }

  /** A piece of the user's text in quotes, fit for one line. */
  public static String quote(String text) {
    return "\"" + (text.length() <= EXCERPT ? clean(text) : clean(cut(text, 0, 60)) + "...") + "\"";
  }

  private String excerpt() {
    if (source.length() <= EXCERPT) {
      return clean(source);
    }
    int from = Math.max(0, Math.min(offset - EXCERPT / 2, source.length() - EXCERPT));
    int to = Math.min(source.length(), from + EXCERPT);
    return (from > 0 ? "..." : "")
        + clean(cut(source, from, to))
        + (to < source.length() ? "..." : "");
  }

  /** A substring that splits no surrogate pair. */
  private static String cut(String text, int from, int to) {
    int start = from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    int end = to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
    return text.substring(start, end);
  }

  /** Line breaks and other control characters become spaces. */
  private static String clean(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(c -> isControl(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString();
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
