package org.mmdflow.statistic.twosample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Subsets;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Watch;

/**
 * Several kernels at once, after MMDAgg (Schrab et al. 2023, "MMD aggregated two-sample test",
 * Algorithm 1). With weights w summing to 1, kernel k rejects where its p-value among P random
 * splits is below w_k u, and u is the largest number for which splits of a second set of P do so
 * for some kernel with probability at most the level. All kernels share all splits.
 *
 * <p>Two things are done otherwise. The paper finds u by bisection; with finitely many splits it is
 * an order statistic of t(s) = min over k of p_k(s) / w_k, and no search is needed. And the
 * observed split counts among those of the second set, as in any permutation test: t is a function
 * of a split, given the first set, so the observed split and the second set are exchangeable where
 * both samples have one law, and p = (1 + number of s with t(s) at most the observed t) / (1 + P)
 * keeps the level exactly, for any P.
 */
final class Aggregation {
  private final Subsets splits;
  private final int permutations;
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<Double> estimates = new ArrayList<>();

  /** p / w of each kernel for the observed split, and t of it and the second set. */
  private final List<Double> observed = new ArrayList<>();

  private final double[] least;
  private final Watch watch;
  private final double weight;

  /**
   * For so many kernels.
   *
   * @param n points of the first sample, m of the second
   */
  Aggregation(int kernels, int n, int m, TestSettings with) {
    permutations = with.permutations();
    watch = with.watch();
    weight = 1.0 / kernels;
    splits = Splits.permutations(with, Math.multiplyExact(2, permutations), 0, n, m);
    least = new double[1 + permutations];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
  }

  /** Takes in another kernel, by one pass over its Gram matrix. */
  void add(Engine engine, Precision precision, Kernel kernel, Points x, Points y, int threads) {
    try (GramPass pass = new GramPass(engine, precision, kernel, x.d(), threads)) {
      GramSums sums = pass.over(TwoSampleTest.pooled(x, y), splits, watch);
      double[] mmd2 = sums.mmd2U(splits, x.n(), y.n(), watch);
      double tolerance = sums.tolerance(precision, Math.min(x.n(), y.n()));
      double[] first = Arrays.copyOfRange(mmd2, 1, 1 + permutations);
      Arrays.sort(first);
      for (int s = 0; s < least.length; s++) {
        double value = mmd2[s == 0 ? 0 : permutations + s];
        double scaled = pValue(first, value - tolerance) / weight;
        least[s] = Math.min(least[s], scaled);
        if (s == 0) {
          observed.add(scaled);
        }
      }
      kernels.add(kernel);
      estimates.add(mmd2[0]);
    }
  }

  /** (1 + number of sorted values at least {@code threshold}) / (1 + P). */
  private static double pValue(double[] sorted, double threshold) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (1.0 + sorted.length - low) / (1.0 + sorted.length);
  }

  /** (1 + number of the second set's t at most {@code scaled}) / (1 + P). */
  private double adjusted(double scaled) {
    int count = 0;
    for (int s = 1; s < least.length; s++) {
      if (least[s] <= scaled) {
        count++;
      }
    }
    return (1.0 + count) / (1 + permutations);
  }

  TestResult result(Points x, Points y, TestSettings with) {
    List<BandwidthResult> bandwidths = new ArrayList<>();
    int best = 0;
    for (int k = 0; k < kernels.size(); k++) {
      double scaled = observed.get(k);
      bandwidths.add(
          new BandwidthResult(
              kernels.get(k), weight, estimates.get(k), scaled * weight, adjusted(scaled)));
      best = scaled < observed.get(best) ? k : best;
    }
    return new TestResult(
        TestMethod.AGGREGATED,
        estimates.get(best),
        least[0],
        adjusted(least[0]),
        with.level(),
        kernels.get(best),
        Arrays.copyOfRange(least, 1, least.length),
        bandwidths,
        x.n(),
        y.n(),
        x.d());
  }
}
