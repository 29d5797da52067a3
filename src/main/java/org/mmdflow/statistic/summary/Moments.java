package org.mmdflow.statistic.summary;

import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/** Mean and covariance of weighted points. Pure functions. */
public final class Moments {
  private Moments() {}

  /** The weighted mean, of length d. */
  public static double[] mean(Points points, Weights weights) {
    int d = points.d();
    double[] mean = new double[d];
    for (int i = 0; i < points.n(); i++) {
      for (int c = 0; c < d; c++) {
        mean[c] += weights.get(i) * points.get(i, c);
      }
    }
    return mean;
  }

  /**
   * The weighted covariance, d x d row-major: weights as masses, no correction for their number.
   */
  public static double[] covariance(Points points, Weights weights) {
    int d = points.d();
    double[] mean = mean(points, weights);
    double[] covariance = new double[d * d];
    for (int i = 0; i < points.n(); i++) {
      for (int a = 0; a < d; a++) {
        double scaled = weights.get(i) * (points.get(i, a) - mean[a]);
        for (int b = 0; b < d; b++) {
          covariance[a * d + b] += scaled * (points.get(i, b) - mean[b]);
        }
      }
    }
    return covariance;
  }

  /** The diagonal of the covariance. */
  static double[] variances(Points points, Weights weights) {
    int d = points.d();
    double[] mean = mean(points, weights);
    double[] variance = new double[d];
    for (int i = 0; i < points.n(); i++) {
      for (int c = 0; c < d; c++) {
        double difference = points.get(i, c) - mean[c];
        variance[c] += weights.get(i) * difference * difference;
      }
    }
    return variance;
  }

  /** The Euclidean distance of two arrays of one length. */
  static double distance(double[] a, double[] b) {
    double square = 0;
    for (int i = 0; i < a.length; i++) {
      square += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(square);
  }

  /** The Euclidean length of an array; of a matrix the Frobenius norm. */
  static double length(double[] a) {
    return distance(a, new double[a.length]);
  }
}
