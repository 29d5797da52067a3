package org.mmdflow.theory;

import org.mmdflow.measure.Points;

/**
 * Squared distances from the points of one cloud to those of another, as {@link Costs}. Small
 * tables are kept, larger ones made row by row as they are asked for.
 */
final class SquaredDistances implements Costs {
  /** Entries of the largest table that is kept: 32 MB. */
  private static final long KEPT = 1 << 22;

  private final Points x;
  private final Points y;

  /** {@code y} axis by axis, d x n. */
  private final double[] axes;

  private final double[][] table;

  SquaredDistances(Points x, Points y) {
    this.x = x;
    this.y = y;
    int n = y.n();
    int d = y.d();
    axes = new double[n * d];
    for (int j = 0; j < n; j++) {
      for (int c = 0; c < d; c++) {
        axes[c * n + j] = y.get(j, c);
      }
    }
    table = new double[(long) x.n() * n <= KEPT ? x.n() : 0][];
  }

  @Override
  public void row(int i, double[] out) {
    if (table.length == 0) {
      compute(i, out);
      return;
    }
    if (table[i] == null) {
      table[i] = new double[out.length];
      compute(i, table[i]);
    }
    System.arraycopy(table[i], 0, out, 0, out.length);
  }

  private void compute(int i, double[] out) {
    int n = y.n();
    java.util.Arrays.fill(out, 0);
    for (int c = 0; c < y.d(); c++) {
      double here = x.get(i, c);
      int offset = c * n;
      for (int j = 0; j < n; j++) {
        double difference = here - axes[offset + j];
        out[j] += difference * difference;
      }
    }
  }

  /** The sum of the squared distances from point i to point {@code column[i]}. */
  static double along(Points x, Points y, int[] column) {
    double sum = 0;
    for (int i = 0; i < column.length; i++) {
      for (int c = 0; c < x.d(); c++) {
        double difference = x.get(i, c) - y.get(column[i], c);
        sum += difference * difference;
      }
    }
    return sum;
  }
}
