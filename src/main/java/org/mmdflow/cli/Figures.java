package org.mmdflow.cli;

import java.util.Locale;

/**
 * Numbers for people: four significant digits, sizes and times in fitting units. Pure functions.
 */
final class Figures {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

  private static final double MOST_SECONDS = 1e15;

  private Figures() {}

  /** Four significant digits: 0.01234, 1.234e-06. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    if (value == Math.rint(value) && Math.abs(value) < 10_000) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /** A count with thousands separated: 1,000,000. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** 1 dimension, 2 dimensions. */
  static String dimensions(int d) {
    return count(d) + (d == 1 ? " dimension" : " dimensions");
  }

  /** Likewise of a whole number. */
  static String bytes(long bytes) {
    return bytes((double) bytes);
  }

  /** A size in decimal units: 1.600 GB. */
  static String bytes(double bytes) {
    return bytes < 1000 ? String.format(Locale.ROOT, "%.0f bytes", bytes) : scaled(bytes) + "B";
  }

  /** Pairs in a second: 1.234 Gpairs/s. */
  static String pairRate(double pairsPerSecond) {
    return scaled(pairsPerSecond) + "pairs/s";
  }

  /** A time: 0.1234 s, 12.34 s, 2 min 5 s, 3 h 20 min, 12 d 3 h. */
  static String seconds(double seconds) {
    if (!(seconds < MOST_SECONDS)) {
      return "forever";
    }
    if (seconds < 60) {
      return number(seconds) + " s";
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    if (whole < 86_400) {
      return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
    return count(whole / 86_400) + " d " + whole % 86_400 / 3600 + " h";
  }

  /** A time that is not known well: no fractions. */
  static String about(double seconds) {
    return seconds < 60 ? Math.round(Math.ceil(seconds)) + " s" : seconds(seconds);
  }

  private static String scaled(double value) {
    int power = 0;
    double rest = value;
    while (Math.abs(rest) >= 1000 && power < PREFIXES.length - 1) {
      rest /= 1000;
      power++;
    }
    return number(rest) + " " + PREFIXES[power];
  }
}
