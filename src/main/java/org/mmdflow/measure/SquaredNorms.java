package org.mmdflow.measure;

/** Squared Euclidean norms of the rows of an array. Stateless, any thread. */
public final class SquaredNorms {
  private SquaredNorms() {}

  /**
   * The sum of {@code weights[i]} times the squared norm of row i, rows in ascending order.
   *
   * @param rows as many as weights, each of length {@code d}, row-major; left alone
   */
  public static double weightedSum(double[] rows, int d, double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double square = 0;
      for (int c = i * d; c < (i + 1) * d; c++) {
        square += rows[c] * rows[c];
      }
      sum += weights[i] * square;
    }
    return sum;
  }
}
