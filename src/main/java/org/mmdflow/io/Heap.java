package org.mmdflow.io;

import java.util.Locale;
import org.mmdflow.expression.UserError;

/** Arrays whose size a file dictates: refused with one clear line where memory does not suffice. */
final class Heap {
  private static final long MEGABYTE = 1 << 20;

  /** The longest array that every virtual machine grants. */
  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  private Heap() {}

  /**
   * Checks that so many bytes can be had at all: three quarters of the heap at most.
   *
   * @param where the file, for the message
   */
  static void require(double bytes, String where) {
    if (bytes > 0.75 * Runtime.getRuntime().maxMemory()) {
      throw tooSmall(bytes, where);
    }
  }

  /** {@code count} zeros, checked first. */
  static double[] doubles(long count, String where) {
    if (count > LONGEST) {
      throw new UserError(
          count
              + " values are too many for one cloud, "
              + where
              + "; at most "
              + LONGEST
              + " are read");
    }
    require(8.0 * count, where);
    try {
      return new double[(int) count];
    } catch (OutOfMemoryError e) {
      // Nothing was half made: the array is the only thing that failed.
      throw tooSmall(8.0 * count, where);
    }
  }

  static UserError tooSmall(double bytes, String where) {
    return new UserError(
        String.format(
            Locale.ROOT,
            "%.0f MB of memory are needed where the Java heap has %d MB, %s; allow more with -Xmx"
                + " or give fewer points",
            Math.ceil(bytes / MEGABYTE),
            Runtime.getRuntime().maxMemory() / MEGABYTE,
            where));
  }
}
