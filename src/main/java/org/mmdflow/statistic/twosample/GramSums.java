package org.mmdflow.statistic.twosample;

import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Subsets;
import org.mmdflow.statistic.Watch;

/**
 * What one pass over the Gram matrix K of N pooled points leaves: all that the statistics of many
 * splits need. A constant is subtracted from K first, which changes no statistic and spares digits.
 *
 * <p>With a split's subset a (0 or 1), A = sum over i != j of a_i a_j K_ij, the row sums r_i = sum
 * over j != i of K_ij and their total T: the sum between the samples is a'r - A, that within the
 * second sample T - 2 a'r + A.
 *
 * @param within A of each split
 * @param rows r
 * @param paired the sum of K_ij over j = i + N / 2, where the pass was asked for it
 * @param magnitude the mean of |K_ij| over i != j, nothing subtracted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GramSums(double[] within, double[] rows, double paired, double magnitude) {
  private double total() {
    double total = 0;
    for (double row : rows) {
      total += row;
    }
    return total;
  }

  private static void look(Watch watch, int done, int total) {
    if (done % 256 == 0) {
      watch.progress("statistics of the splits", done, total);
    }
  }

  /** MMD_U^2 of every split into n and m points. */
  double[] mmd2U(Subsets splits, double n, double m, Watch watch) {
    double total = total();
    double[] mmd2 = new double[splits.count()];
    for (int s = 0; s < mmd2.length; s++) {
      look(watch, s, mmd2.length);
      double sum = splits.sum(s, rows);
      double between = sum - within[s];
      double second = total - 2 * sum + within[s];
      mmd2[s] = within[s] / (n * (n - 1)) + second / (m * (m - 1)) - 2 * between / (n * m);
    }
    return mmd2;
  }

  /**
   * The U-statistic of pairs, 1 / (n (n - 1)) sum over i != j of e_i e_j (k(x_i, x_j) + k(y_i, y_j)
   * - k(x_i, y_j) - k(x_j, y_i)) (Gretton et al. 2012, equation 4; signs as in Schrab et al. 2023),
   * e_i = 1 where x_i stands in its own sample: with s = 2 a - 1 it is s'Ks without the pairs (x_i,
   * y_i).
   */
  double[] pairedU(Subsets swaps, double n, Watch watch) {
    double total = total();
    double[] statistic = new double[swaps.count()];
    for (int s = 0; s < statistic.length; s++) {
      look(watch, s, statistic.length);
      double signed = 4 * within[s] - 4 * swaps.sum(s, rows) + total;
      statistic[s] = (signed + 2 * paired) / (n * (n - 1));
    }
    return statistic;
  }

  /**
   * By how much equal statistics may come out apart: rounding of K, about independent from pair to
   * pair, so that it falls with the number of points as the statistic's own spread does, and that
   * of sums in double.
   *
   * @param fewest points of the smaller sample
   */
  double tolerance(Precision precision, int fewest) {
    double unit = precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53;
    return magnitude * (32 * unit / fewest + 0x1p-46);
  }
}
