package org.mmdflow.statistic.twosample;

/**
 * The observed statistic, number 0, and P resampled ones.
 *
 * @param values 1 + P, large where samples differ
 * @param tolerance by how much equal ones may come out apart
 * @param mmd2U the unbiased estimate of MMD^2 to report
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Statistics(double[] values, double tolerance, double mmd2U) {
  /** Those that report what they compare. */
  static Statistics ofEstimates(double[] mmd2, double tolerance) {
    return new Statistics(mmd2, tolerance, mmd2[0]);
  }

  /**
   * (1 + number of resampled ones at least as large as the observed one) / (1 + P). Values that
   * rounding alone tells apart count as equal, so that ties count against a rejection.
   */
  double pValue() {
    double threshold = values[0] - tolerance;
    int count = 0;
    for (int s = 1; s < values.length; s++) {
      if (values[s] >= threshold) {
        count++;
      }
    }
    return (1.0 + count) / values.length;
  }
}
