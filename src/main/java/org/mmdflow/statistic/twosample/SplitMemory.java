package org.mmdflow.statistic.twosample;

import java.util.Locale;
import org.mmdflow.engine.Subsets;
import org.mmdflow.expression.UserError;

/** What the splits of a test take, checked before any is drawn. */
final class SplitMemory {
  private static final double MEGABYTE = 1 << 20;
  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  /** Statistics and sums of a split, a few numbers each, on the host and in native memory. */
  private static final long NUMBERS = 256;

  private SplitMemory() {}

  /**
   * Three quarters of the heap at most, and bits that one array holds.
   *
   * @param sets of so many permutations each that are held at a time
   * @param points of both samples
   * @throws UserError naming the number of permutations that fits
   */
  static void check(int permutations, int sets, int points, long heap) {
    double each = sets * (double) (Subsets.bytes(1, points) + NUMBERS);
    double memory = Math.floor(0.75 * heap / each) - 1;
    double array =
        Math.floor((double) LONGEST * Long.BYTES / (Subsets.bytes(1, points) * sets)) - 1;
    double fits = Math.min(memory, array);
    if (permutations > fits) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%d permutations of %d points need %.0f MB of memory where the Java heap has %.0f MB, in"
                  + " a two-sample test; use %s",
              permutations,
              points,
              Math.ceil(permutations * each / MEGABYTE),
              Math.floor(heap / MEGABYTE),
              fits < 1
                  ? "fewer points, or the method block or linear"
                  : String.format(Locale.ROOT, "%.0f permutations or fewer", fits)));
    }
  }
}
