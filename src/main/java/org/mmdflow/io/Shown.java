package org.mmdflow.io;

import java.util.Locale;

/** Text of unknown origin made fit for one line of an error message. */
final class Shown {
  private static final int LONGEST = 80;
  private static final int LONGEST_FILE = 500;

  private Shown() {}

  /** Control characters escaped, cut after about 80 characters. */
  static String text(String text) {
    return shown(text, LONGEST);
  }

  /** Likewise the name of a file, which is worth a long line. */
  static String file(String name) {
    return shown(name, LONGEST_FILE);
  }

  private static String shown(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    int i = 0;
    for (; i < text.length() && shown.length() < longest; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\r') {
        shown.append("\\r");
      } else if (c == '\t') {
        shown.append("\\t");
      } else if (Character.isISOControl(c) || isUnsafe(c)) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return i < text.length() ? shown + "..." : shown.toString();
  }

  /** Line and paragraph separators, and marks that turn the direction of writing. */
  private static boolean isUnsafe(char c) {
    int type = Character.getType(c);
    return type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }
}
