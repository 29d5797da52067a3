package org.mmdflow.statistic.summary;

import java.util.List;
import java.util.Optional;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * M weighted points that stand for a sample.
 *
 * <p>For every function g of the kernel's Hilbert space (of scaled coordinates) the error of its
 * mean is bounded: {@code |E g - sum_i w_i g(x_i)| <= norm(g) sqrt(mmd2)}.
 *
 * @param method how they were found
 * @param points M x d, in the sample's units; rows of the sample to the bit where the method
 *     chooses rows
 * @param rows which rows of the data they are, from 0; empty for new points
 * @param weights of the points, their sum 1
 * @param mmd2 squared MMD (V-statistic) against the sample, by the kernel of scaled coordinates;
 *     may be below 0 by rounding
 * @param meanError distance of the means, as a part of the root of the summed variances
 * @param covarianceError Frobenius norm of the difference of the covariances, as a part of that of
 *     the sample's
 * @param course how a flow went; empty without one
 */
public record Summary(
    Method method,
    Points points,
    List<Integer> rows,
    Weights weights,
    double mmd2,
    double meanError,
    double covarianceError,
    Optional<Course> course) {

  /**
   * How a flow went.
   *
   * @param steps taken in all
   * @param stationary false where the steps ran out first
   * @param meanSquaredGradient of the witness at the points, of equal mass, in scaled units
   */
  public record Course(long steps, boolean stationary, double meanSquaredGradient) {}

  /** Checks the numbers of points and weights. */
  public Summary {
    if (points.n() != weights.n()) {
      throw new IllegalArgumentException(
          "numbers of points and weights differ: " + points.n() + " != " + weights.n());
    }
    rows = List.copyOf(rows);
  }
}
