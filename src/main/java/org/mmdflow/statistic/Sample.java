package org.mmdflow.statistic;

import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * Points with masses.
 *
 * @param points n x d, left alone by whoever takes a sample
 * @param weights n, their sum 1
 */
public record Sample(Points points, Weights weights) {
  /** Checks that there are as many weights as points. */
  public Sample {
    if (points.n() != weights.n()) {
      throw new IllegalArgumentException(
          "numbers of points and weights differ: " + points.n() + " != " + weights.n());
    }
  }

  /** Points of equal mass. */
  public static Sample of(Points points) {
    return new Sample(points, Weights.uniform(points.n()));
  }

  /**
   * Refuses two samples of different spaces.
   *
   * @throws UserError naming both dimensions
   */
  public static void checkOneSpace(Points x, Points y) {
    if (x.d() != y.d()) {
      throw new UserError(
          "dimensions differ: "
              + x.d()
              + " != "
              + y.d()
              + ", between the two samples; give points of one space");
    }
  }

  /** How many points. */
  public int n() {
    return points.n();
  }

  /** Dimension of the space. */
  public int d() {
    return points.d();
  }
}
