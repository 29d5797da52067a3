package org.mmdflow.statistic;

import org.mmdflow.kernel.Kernel;

/**
 * An estimate of the distance between two samples; the components are the keys of the answer of
 * {@code mmdflow mmd}.
 *
 * @param mmd2 estimate of the squared MMD; below 0 only where the estimator is unbiased, or by
 *     rounding
 * @param estimator how it was estimated
 * @param kernel of the MMD
 * @param n points of the first sample
 * @param m points of the second sample
 * @param d dimension of both
 */
public record MmdResult(double mmd2, Estimator estimator, Kernel kernel, int n, int m, int d) {
  /** The root of {@code mmd2}, 0 where that is negative. */
  public double mmd() {
    return Math.sqrt(Math.max(0, mmd2));
  }
}
