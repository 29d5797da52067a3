package org.mmdflow.random;

/** The normal distribution in double, by expansions that share nothing with the transform. */
final class NormalOracle {
  private NormalOracle() {}

  static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** P(Z > x), x >= 0, to about 13 digits: power series below 3, continued fraction above. */
  static double upperTail(double x) {
    if (x < 3) {
      double term = x;
      double sum = x;
      for (int k = 3; term > 1e-18 * sum; k += 2) {
        term *= x * x / k;
        sum += term;
      }
      return 0.5 - density(x) * sum;
    }
    double fraction = x;
    for (int k = 200; k >= 1; k--) {
      fraction = x + k / fraction;
    }
    return density(x) / fraction;
  }

  static double distribution(double x) {
    return x < 0 ? upperTail(-x) : 1 - upperTail(x);
  }

  /** By how much x exceeds the quantile q with P(Z > q) = p, to first order in the difference. */
  static double quantileError(double x, double p) {
    return (p - upperTail(x)) / density(x);
  }
}
