package org.mmdflow.statistic.summary;

import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Watch;

/**
 * Rows of a sample chosen one after the other.
 *
 * <p><b>Herding</b> (Chen, Welling and Smola 2010) takes the row with the largest {@code z(y) -
 * sum_s k(y, x_s) / (t + 1)} after t choices x_s, z the mean embedding, and may take a row again.
 * <b>Greedy</b> takes the row, not taken yet, with which MMD^2 of the t + 1 rows of equal mass is
 * lowest: the same score less {@code k(y, y) / (2 (t + 1))}. Where k(y, y) is one number, as for
 * every radial kernel, the two differ in repetitions only.
 *
 * <p>Costs z at the sample, all pairs, and one kernel row a choice. Ties go to the first row.
 */
final class Greedy {
  private Greedy() {}

  /**
   * {@code m} rows in the order of choice.
   *
   * @param mayRepeat herding, else greedy
   */
  static int[] rows(Embedding embedding, Kernel kernel, int m, boolean mayRepeat, Watch watch) {
    Points points = embedding.sample().points();
    double[] z = embedding.atSample(watch);
    double[] taken = mayRepeat ? new double[z.length] : halfDiagonal(kernel, points);
    boolean[] used = new boolean[z.length];
    int[] rows = new int[m];
    String what = mayRepeat ? "kernel herding" : "greedy choice";
    for (int t = 0; t < m; t++) {
      watch.progress(what, t, m);
      rows[t] = best(z, taken, used, t + 1);
      used[rows[t]] = !mayRepeat;
      add(taken, embedding.row(points, rows[t]), 1);
    }
    watch.progress(what, m, m);
    return rows;
  }

  private static int best(double[] z, double[] taken, boolean[] used, int count) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < z.length; i++) {
      double score = count * z[i] - taken[i];
      if (!used[i] && score > highest) {
        highest = score;
        best = i;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException(
          count + " rows wanted but the sample has " + z.length + ", or a value is not finite");
    }
    return best;
  }

  /** k(y, y) / 2 of all points. */
  static double[] halfDiagonal(Kernel kernel, Points points) {
    double[] half = new double[points.n()];
    for (int i = 0; i < half.length; i++) {
      half[i] = 0.5 * kernel.diagonal(points.data(), i * points.d(), points.d());
    }
    return half;
  }

  /** {@code sums += sign row}. */
  static void add(double[] sums, double[] row, double sign) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += sign * row[i];
    }
  }
}
