package org.mmdflow.experiment;

import java.util.Locale;
import java.util.Map;

/**
 * Names of the run folders of a sweep: {@code 003-noise=0.5-seed=43}. The number makes them unique
 * and sorts them; what is not safe in a file name is an underscore; long values are cut short. Pure
 * functions.
 */
final class SweepNames {
  private static final int LONGEST_VALUE = 24;
  private static final int LONGEST = 100;

  private SweepNames() {}

  /**
   * The name of run {@code number} of {@code count}.
   *
   * @param values what tells the runs apart, seed included
   */
  static String of(int number, int count, Map<String, String> values) {
    int digits = Math.max(3, Integer.toString(count).length());
    StringBuilder name = new StringBuilder(String.format(Locale.ROOT, "%0" + digits + "d", number));
    values.forEach((key, value) -> name.append('-').append(key).append('=').append(safe(value)));
    return trimmed(name.toString(), LONGEST);
  }

  /** Whether {@code name} may be one of {@link #of}. */
  static boolean isName(String name) {
    return name.matches("\\d{3,}[A-Za-z0-9_.=+-]*");
  }

  private static String safe(String value) {
    return trimmed(value.replaceAll("[^A-Za-z0-9.=+-]+", "_"), LONGEST_VALUE);
  }

  /** Cut to a length; no mark at the end, where some file systems drop a dot. */
  private static String trimmed(String text, int longest) {
    String cut = text.substring(0, Math.min(longest, text.length()));
    return cut.replaceAll("[_.+=-]+$", "");
  }
}
