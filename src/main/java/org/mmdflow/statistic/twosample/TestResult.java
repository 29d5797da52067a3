package org.mmdflow.statistic.twosample;

import java.util.List;
import org.mmdflow.kernel.Kernel;

/**
 * What a two-sample test found.
 *
 * @param method how it was tested
 * @param mmd2U the unbiased estimate of MMD^2: of all pairs, or for linear and block the estimate
 *     that these test
 * @param statistic what was compared with the resampled ones: {@code mmd2U}; for the wild bootstrap
 *     the U-statistic of pairs (x_i, y_i); for the aggregated test the least p-value over weight
 * @param pValue (1 + number of resampled statistics at least as extreme) / (1 + P), never 0
 * @param level what the p-value is held against
 * @param kernel the one of the test; of several the one that differs most clearly
 * @param resampled the P statistics of random splits or signs, in the order drawn, not a copy
 * @param bandwidths of the aggregated test, in the order given; otherwise empty
 * @param n points of the first sample
 * @param m points of the second sample
 * @param d dimension of both
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TestResult(
    TestMethod method,
    double mmd2U,
    double statistic,
    double pValue,
    double level,
    Kernel kernel,
    double[] resampled,
    List<BandwidthResult> bandwidths,
    int n,
    int m,
    int d) {
  /** Whether one law of both samples is rejected. */
  public boolean reject() {
    return pValue <= level;
  }

  /** How many random splits or sign vectors the p-value counts. */
  public int permutations() {
    return resampled.length;
  }
}
