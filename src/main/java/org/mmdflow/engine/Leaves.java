package org.mmdflow.engine;

/**
 * The leaves of the summation tree: sources in consecutive groups of {@value #SIZE}. Inside a leaf
 * an engine adds in its own precision; leaves are added in float64 in ascending order. Work is
 * split over threads, blocks and devices only between leaves, so that no result depends on the
 * split.
 */
public final class Leaves {
  /** Sources in a leaf; the last leaf may be shorter. */
  public static final int SIZE = 256;

  private Leaves() {}

  /** Number of leaves of {@code n} sources. */
  public static long count(long n) {
    return (n + SIZE - 1) / SIZE;
  }

  /** Number of leaves of {@code n} sources. */
  public static int count(int n) {
    return (n + SIZE - 1) / SIZE;
  }
}
