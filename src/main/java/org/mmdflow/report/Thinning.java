package org.mmdflow.report;

import java.util.stream.IntStream;

/** Which items stay when there are too many for a page. */
final class Thinning {
  private Thinning() {}

  /**
   * At most {@code most} (2 or more) of the indices 0..n-1, evenly spaced, both ends among them.
   */
  static int[] keepEnds(int n, int most) {
    if (n <= most) {
      return IntStream.range(0, n).toArray();
    }
    return IntStream.range(0, most)
        .map(i -> (int) Math.round((double) i * (n - 1) / (most - 1)))
        .toArray();
  }

  /** 0, stride, 2 stride, ... below n. */
  static int[] everyNth(int n, int stride) {
    return IntStream.range(0, Packing.shown(n, stride)).map(i -> i * stride).toArray();
  }

  /** Says that a fixed stride was taken. */
  static String strideNote(String what, int n, int stride) {
    return Numbers.grouped(Packing.shown(n, stride))
        + " of "
        + (Numbers.grouped(n) + " " + what + " are drawn: one in " + stride + ".");
  }
}
