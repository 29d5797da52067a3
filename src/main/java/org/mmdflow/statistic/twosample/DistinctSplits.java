package org.mmdflow.statistic.twosample;

/** How many of the splits or signs of a test can give different statistics. Pure functions. */
public final class DistinctSplits {
  private DistinctSplits() {}

  /**
   * Those of n and m points: no p-value is much below one over their number. Splits that are mirror
   * images of each other, of as many points each, count once, for their statistics are equal.
   *
   * @param blockSize as {@link TwoSampleTest#block} takes it; does not matter to other methods
   * @return at least 1; infinite where it is too large for a double
   */
  public static double count(TestMethod method, int n, int m, int blockSize) {
    return switch (method) {
      case PERMUTATION, AGGREGATED -> splits(n, m);
      // All signs turned together are the mirror image.
      case WILD_BOOTSTRAP -> Math.pow(2, n - 1.0);
      case LINEAR -> Math.pow(2, Math.floorDiv(Math.min(n, m), 2));
      case BLOCK -> blocks(n, m, Math.max(1, blockSize));
    };
  }

  private static double splits(int n, int m) {
    double splits = 1;
    for (int k = 1; k <= Math.min(n, m) && splits < 1e300; k++) {
      splits *= (double) (n + m + 1 - k) / k;
    }
    return n == m ? splits / 2 : splits;
  }

  private static double blocks(int n, int m, int size) {
    int count = (Math.max(n, m) - 1) / size + 1;
    double product = 1;
    for (int b = 0; b < count && product < 1e300; b++) {
      product *= splits(Blocks.size(n, b, count), Blocks.size(m, b, count));
    }
    return product;
  }
}
