package org.mmdflow.engine.cpu;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.mmdflow.expression.UserError;

/** What the clouds of one engine may take of the machine's memory: known before it is touched. */
final class MemoryBudget {
  private static final double MEGABYTE = 1e6;
  private static final double GIGABYTE = 1e9;

  private final long limit;
  private long taken;

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** The memory of the machine, or of the container that the process may not leave. */
  static long ofMachine() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  /**
   * Takes the bytes of n x d numbers.
   *
   * @throws UserError if they are more than what is left
   */
  long take(long n, int d, int bytesEach) {
    double bytes = (double) n * d * bytesEach;
    if (bytes > limit - taken) {
      throw refusal(n, d, bytes);
    }
    taken += (long) bytes;
    return (long) bytes;
  }

  void giveBack(long bytes) {
    taken -= bytes;
  }

  /** What to say of n x d numbers for which there is no room. */
  UserError refusal(long n, int d, double bytes) {
    return new UserError(
        n
            + " x "
            + d
            + " numbers need "
            + amount(bytes)
            + " and "
            + amount((double) (limit - taken))
            + " of the machine's "
            + amount((double) limit)
            + " are left, in engine cpu; use fewer points, or --precision float");
  }

  private static String amount(double bytes) {
    return bytes < GIGABYTE
        ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
        : String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
  }
}
