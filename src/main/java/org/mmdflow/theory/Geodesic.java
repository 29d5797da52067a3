package org.mmdflow.theory;

import org.mmdflow.measure.Points;

/**
 * The shortest path in W2 between two clouds of n points of equal mass: each point moves on a
 * straight line, at constant speed, to the point that the optimal assignment gives it.
 *
 * @param start at time 0, n x d
 * @param end at time 1, in the order of {@code start}
 */
public record Geodesic(Points start, Points end) {
  /** Checks the sizes. */
  public Geodesic {
    if (start.n() != end.n() || start.d() != end.d()) {
      throw new IllegalArgumentException("sizes differ: " + start + " != " + end);
    }
  }

  /**
   * Between two clouds in any order; copies.
   *
   * @throws org.mmdflow.expression.UserError above {@link Wasserstein#MOST_POINTS}
   * @throws IllegalArgumentException if sizes or dimensions differ
   */
  public static Geodesic between(Points start, Points end) {
    return new Geodesic(start.copy(), end.rows(Wasserstein.assignment(start, end).column()));
  }

  /** Number of points. */
  public int n() {
    return start.n();
  }

  /** Dimension of the space. */
  public int d() {
    return start.d();
  }

  /** The cloud at time {@code t} of [0, 1]. */
  public Points at(double t) {
    Points points = start.copy();
    double[] data = points.data();
    for (int k = 0; k < data.length; k++) {
      data[k] = (1 - t) * data[k] + t * end.data()[k];
    }
    return points;
  }

  /** The displacement of each point, constant in time, n x d. */
  public Points velocity() {
    Points velocity = end.copy();
    for (int k = 0; k < velocity.data().length; k++) {
      velocity.data()[k] -= start.data()[k];
    }
    return velocity;
  }

  /** W2 squared between its ends: the mean squared displacement. */
  public double squaredLength() {
    double sum = 0;
    for (double v : velocity().data()) {
      sum += v * v;
    }
    return sum / n();
  }
}
