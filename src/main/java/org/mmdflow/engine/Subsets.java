package org.mmdflow.engine;

/**
 * Many subsets of n points, a bit for each point and subset, laid out as {@link SubsetSums} reads
 * them: whether point i belongs to subset s is bit {@code i mod 64} of the word {@code (i / 128 *
 * count + s) * 2 + i / 64 mod 2}. Threads may fill different subsets at a time.
 */
public final class Subsets {
  /** Points whose bits stand together; sums begin at multiples of it. */
  public static final int LEAF = 128;

  private final int count;
  private final int n;
  private final long[] words;

  /**
   * Empty subsets.
   *
   * @param count how many subsets, at least 1
   * @param n points, at least 1
   * @throws IllegalArgumentException if a number is not positive, or the bits fill more than an
   *     array
   */
  public Subsets(int count, int n) {
    if (count < 1 || n < 1) {
      throw new IllegalArgumentException(
          "subsets and points must be positive: " + count + " subsets of " + n + " points");
    }
    long needed = words(count, n);
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "the bits take too many words: " + needed + " > " + (Integer.MAX_VALUE - 8));
    }
    this.count = count;
    this.n = n;
    words = new long[(int) needed];
  }

  private static long words(int count, int n) {
    return 2L * count * ((n + LEAF - 1L) / LEAF);
  }

  /** {@return the bytes that so many subsets of n points take} */
  public static long bytes(int count, int n) {
    return Long.BYTES * words(count, n);
  }

  /** {@return how many subsets} */
  public int count() {
    return count;
  }

  /** {@return how many points} */
  public int n() {
    return n;
  }

  /** Puts point {@code i} into subset {@code s}. */
  public void add(int s, int i) {
    words[word(s, i)] |= 1L << i;
  }

  /** Whether point {@code i} belongs to subset {@code s}. */
  public boolean contains(int s, int i) {
    return (words[word(s, i)] >>> i & 1) != 0;
  }

  /** {@return the sum of values[i] over the points i of subset {@code s}, in ascending order} */
  public double sum(int s, double[] values) {
    double sum = 0;
    for (int first = 0; first < n; first += Long.SIZE) {
      for (long left = words[word(s, first)]; left != 0; left &= left - 1) {
        sum += values[first + Long.numberOfTrailingZeros(left)];
      }
    }
    return sum;
  }

  private int word(int s, int i) {
    if (s < 0 || s >= count || i < 0 || i >= n) {
      throw new IndexOutOfBoundsException(
          "subset " + s + " of " + count + ", point " + i + " of " + n);
    }
    return 2 * (i / LEAF * count + s) + (i / Long.SIZE & 1);
  }

  /** {@return the bits themselves, not a copy} */
  public long[] words() {
    return words;
  }
}
