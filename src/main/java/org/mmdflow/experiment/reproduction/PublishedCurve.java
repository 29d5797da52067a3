package org.mmdflow.experiment.reproduction;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A curve of the paper, as read from a vector figure with a logarithmic ordinate. Immutable.
 *
 * <p>Between two of its points the figure is a straight line: the logarithm of y is linear in x.
 */
public final class PublishedCurve {
  private final double[] x;
  private final double[] y;

  /**
   * @param x ascending
   * @param y as many, above 0
   */
  public PublishedCurve(double[] x, double[] y) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "a curve needs as many ordinates as abscissae: " + x.length + ", " + y.length);
    }
    for (int i = 0; i < x.length; i++) {
      if (!(y[i] > 0) || (i > 0 && !(x[i] > x[i - 1]))) {
        throw new IllegalArgumentException(
            "a published curve must ascend and be above 0, but point "
                + i
                + " is "
                + x[i]
                + ", "
                + y[i]);
      }
    }
    this.x = x.clone();
    this.y = y.clone();
  }

  /** A copy of the abscissae. */
  public double[] x() {
    return x.clone();
  }

  /** A copy of the ordinates. */
  public double[] y() {
    return y.clone();
  }

  /** The ordinate at {@code at}, interpolated; empty outside the curve. */
  public OptionalDouble at(double at) {
    if (!(at >= x[0] && at <= x[x.length - 1])) {
      return OptionalDouble.empty();
    }
    int found = Arrays.binarySearch(x, at);
    if (found >= 0) {
      return OptionalDouble.of(y[found]);
    }
    int above = -found - 1;
    double share = (at - x[above - 1]) / (x[above] - x[above - 1]);
    return OptionalDouble.of(
        Math.exp((1 - share) * Math.log(y[above - 1]) + share * Math.log(y[above])));
  }

  /** This curve with more points of the same figure, which win where both have one. */
  public PublishedCurve with(double[] moreX, double[] moreY) {
    TreeMap<Double, Double> points = new TreeMap<>();
    for (int i = 0; i < x.length; i++) {
      points.put(x[i], y[i]);
    }
    for (int i = 0; i < moreX.length; i++) {
      points.put(moreX[i], moreY[i]);
    }
    return new PublishedCurve(
        points.keySet().stream().mapToDouble(v -> v).toArray(),
        points.values().stream().mapToDouble(v -> v).toArray());
  }

  /**
   * As a curve of a panel.
   *
   * @param floor ordinates below it are gaps: the figure shows a clamp there, not a value
   */
  public Curve curve(String name, double floor) {
    double[] shown = Arrays.stream(y).map(v -> v < floor ? Double.NaN : v).toArray();
    return Curve.of(name, Curve.Origin.PUBLISHED, x(), shown);
  }
}
