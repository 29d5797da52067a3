package org.mmdflow.io;

import java.util.Locale;

/**
 * Decimal numbers, and the words for what is not finite; nothing else that Java would also read.
 */
final class CsvNumber {
  private CsvNumber() {}

  /** True for {@code [+-]digits[.digits][e[+-]digits]}, nan, inf and infinity in any case. */
  static boolean isNumber(String text) {
    int at = sign(text, 0);
    int start = at;
    at = digits(text, at);
    int count = at - start;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      count += fraction - at - 1;
      at = fraction;
    }
    if (count == 0) {
      return isNotFinite(text);
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = sign(text, at + 1);
      at = digits(text, exponent);
      if (at == exponent) {
        return false;
      }
    }
    return at == text.length();
  }

  /** The nearest double of a text that {@link #isNumber} accepts. */
  static double parse(String text) {
    return isNotFinite(text) ? Double.NaN : Double.parseDouble(text);
  }

  private static boolean isNotFinite(String text) {
    return switch (text.substring(sign(text, 0)).toLowerCase(Locale.ROOT)) {
      case "nan", "inf", "infinity" -> true;
      default -> false;
    };
  }

  private static int sign(String text, int at) {
    boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return signed ? at + 1 : at;
  }

  private static int digits(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
