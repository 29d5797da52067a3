package org.mmdflow.statistic.summary;

import org.mmdflow.statistic.Sample;

/** How far mean and covariance of a summary lie from those of a sample. Immutable, any thread. */
final class MomentErrors {
  private final double[] mean;
  private final double[] covariance;
  private final double spread;

  MomentErrors(Sample sample) {
    int d = sample.d();
    mean = Moments.mean(sample.points(), sample.weights());
    covariance = Moments.covariance(sample.points(), sample.weights());
    double trace = 0;
    for (int c = 0; c < d; c++) {
      trace += covariance[c * d + c];
    }
    spread = Math.sqrt(trace);
  }

  /** The distance of the means, as a part of the root of the summed variances. */
  double ofMean(Sample summary) {
    return Moments.distance(Moments.mean(summary.points(), summary.weights()), mean) / spread;
  }

  /** The Frobenius norm of the difference of the covariances, as a part of the sample's. */
  double ofCovariance(Sample summary) {
    double[] found = Moments.covariance(summary.points(), summary.weights());
    return Moments.distance(found, covariance) / Moments.length(covariance);
  }
}
