package org.mmdflow.theory;

import java.util.Locale;

/** How verdicts write their numbers. Pure functions. */
final class Sentences {
  private Sentences() {}

  /** A count: 1,000. */
  static String count(double number) {
    return String.format(Locale.ROOT, "%,d", (long) number);
  }

  /** So many of so many: {@code 998 of 1,000}. */
  static String of(double some, double all) {
    return count(some) + " of " + count(all);
  }

  /** A measured number to four significant digits: {@code 0.1888}, {@code 48}. */
  static String figure(double number) {
    String text = String.format(Locale.ROOT, "%.4g", number);
    return text.contains("e") || !text.contains(".")
        ? text
        : text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
  }
}
