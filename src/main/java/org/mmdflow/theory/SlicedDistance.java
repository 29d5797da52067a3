package org.mmdflow.theory;

/**
 * Sliced W2: the root of the mean of W2 squared between the projections of two measures on random
 * directions, uniform on the sphere.
 *
 * @param value the estimate
 * @param standardError of the value, from the spread over directions; 0 where there is none
 * @param directions how many
 * @param d dimension of the space
 */
public record SlicedDistance(double value, double standardError, int directions, int d) {
  /** From the W2 squared of each direction. */
  static SlicedDistance of(double[] squares, int d) {
    int n = squares.length;
    double mean = 0;
    for (double square : squares) {
      mean += square / n;
    }
    double variance = 0;
    for (double square : squares) {
      variance += (square - mean) * (square - mean) / Math.max(1, n - 1);
    }
    double value = Math.sqrt(mean);
    double error = value == 0 ? 0 : Math.sqrt(variance / n) / (2 * value);
    return new SlicedDistance(value, error, n, d);
  }

  /**
   * sqrt(d) times the value: what the sliced distance says of W2 itself. Never above W2 but for the
   * random error, and equal to it on the mean where one measure is a translation of the other.
   */
  public double w2AtLeast() {
    return Math.sqrt(d) * value;
  }
}
