package org.mmdflow.io;

/** Text of unknown origin made fit for one line of an error message. */
final class Shown {
  private static final int LONGEST = 80;

  private Shown() {}

  /** Control characters escaped, cut after 80 characters. */
  static String text(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\r') {
        shown.append("\\r");
      } else if (c == '\t') {
        shown.append("\\t");
      } else if (Character.isISOControl(c) || isUnsafe(c)) {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return text.length() > LONGEST ? shown + "..." : shown.toString();
  }

  /** Line and paragraph separators, and marks that turn the direction of writing. */
  private static boolean isUnsafe(char c) {
    int type = Character.getType(c);
    return type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }
}
