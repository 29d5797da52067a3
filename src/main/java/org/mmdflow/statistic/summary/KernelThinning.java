package org.mmdflow.statistic.summary;

import java.util.Arrays;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Watch;

/**
 * Kernel thinning (Dwivedi and Mackey 2021): the halving of {@link ThinningSplit}, the best of its
 * coresets and of a random subset (KT-SWAP's first step), then one refinement: each row in turn
 * gives way to that row of the sample with which MMD^2 is lowest.
 *
 * <p>The halving takes n = M 2^m rows, drawn by mass, at most {@value #MOST}: its n^2 kernel values
 * are made on the host; in more than 256 dimensions fewer, so that work and memory stay what they
 * are. The choice and the refinement are against the whole sample.
 */
final class KernelThinning {
  /** Rows that are halved at most, unless M alone is more. */
  static final int MOST = 1 << 15;

  /** Likewise for the start of a flow, which mends what little the larger number would. */
  static final int MOST_TO_START = 1 << 13;

  /** Coordinates that are halved at most. */
  static final int MOST_NUMBERS = 1 << 23;

  private KernelThinning() {}

  /**
   * {@code m} rows of the sample.
   *
   * @param most rows that are halved
   */
  static int[] rows(Embedding embedding, Kernel kernel, int m, int most, Draws draws, Watch watch) {
    embedding.atSample(watch);
    Points points = embedding.sample().points();
    int halvings = halvings(Math.min(points.n(), Math.min(most, MOST_NUMBERS / points.d())), m);
    int[] input = draws.systematic(m << halvings);
    HostKernel host = new HostKernel(kernel, points, input.length);
    int[][] coresets =
        ThinningSplit.coresets(
            host, input, halvings, i -> draws.uniform(Draws.THINNING_SWAPS, i), watch);
    int[] best = Arrays.copyOf(input, m);
    double lowest = embedding.mmd2(best, watch);
    for (int[] coreset : coresets) {
      double mmd2 = embedding.mmd2(coreset, watch);
      if (mmd2 < lowest) {
        lowest = mmd2;
        best = coreset;
      }
    }
    return refined(embedding, kernel, best, watch);
  }

  /** How often n rows can be halved so that {@code m} are left. */
  static int halvings(int n, int m) {
    int halvings = 0;
    while ((long) m << (halvings + 1) <= n) {
      halvings++;
    }
    return halvings;
  }

  /** One round of best replacements; never raises MMD^2 but by rounding. */
  private static int[] refined(Embedding embedding, Kernel kernel, int[] start, Watch watch) {
    Points points = embedding.sample().points();
    double[] z = embedding.atSample(watch);
    int[] rows = start.clone();
    double[] sums = new double[z.length];
    for (int row : rows) {
      watch.check();
      Greedy.add(sums, embedding.row(points, row), 1);
    }
    double[] half = Greedy.halfDiagonal(kernel, points);
    for (int s = 0; s < rows.length; s++) {
      watch.progress("kernel thinning, refinement", s, rows.length);
      double[] own = embedding.row(points, rows[s]);
      Greedy.add(sums, own, -1);
      int best = rows[s];
      double lowest = sums[best] + half[best] - rows.length * z[best];
      for (int i = 0; i < z.length; i++) {
        double cost = sums[i] + half[i] - rows.length * z[i];
        if (cost < lowest) {
          lowest = cost;
          best = i;
        }
      }
      Greedy.add(sums, best == rows[s] ? own : embedding.row(points, best), 1);
      rows[s] = best;
    }
    watch.progress("kernel thinning, refinement", rows.length, rows.length);
    return rows;
  }
}
