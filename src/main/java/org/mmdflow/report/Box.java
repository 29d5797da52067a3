package org.mmdflow.report;

import java.util.Arrays;
import java.util.Collection;
import org.mmdflow.measure.Points;

/** The smallest axis-parallel box around the finite coordinates of some clouds. Immutable. */
final class Box {
  private final double[] low;
  private final double[] high;

  private Box(double[] low, double[] high) {
    this.low = low;
    this.high = high;
  }

  /**
   * The common box of clouds of one dimension. An axis without extent, or without any finite value,
   * gets width 1, so that every division by the width is legal.
   *
   * @throws IllegalArgumentException if there is no cloud, or the dimensions differ
   */
  static Box around(Collection<Points> clouds) {
    if (clouds.isEmpty()) {
      throw new IllegalArgumentException("no cloud to put a box around");
    }
    int d = clouds.iterator().next().d();
    double[] low = new double[d];
    double[] high = new double[d];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    for (Points cloud : clouds) {
      if (cloud.d() != d) {
        throw new IllegalArgumentException("dimensions differ: " + d + " != " + cloud.d());
      }
      double[] data = cloud.data();
      for (int i = 0; i < data.length; i++) {
        if (Double.isFinite(data[i])) {
          low[i % d] = Math.min(low[i % d], data[i]);
          high[i % d] = Math.max(high[i % d], data[i]);
        }
      }
    }
    for (int axis = 0; axis < d; axis++) {
      widen(low, high, axis);
    }
    return new Box(low, high);
  }

  private static void widen(double[] low, double[] high, int axis) {
    if (low[axis] > high[axis]) {
      low[axis] = -0.5;
      high[axis] = 0.5;
    } else if (!(high[axis] - low[axis] > Math.abs(low[axis]) * 1e-12)) {
      double half = Math.max(0.5, Math.abs(low[axis]) * 1e-6);
      low[axis] -= half;
      high[axis] += half;
    } else if (!Double.isFinite(high[axis] - low[axis])) {
      // A run that blew up: the widest box whose width is still a number.
      low[axis] = Math.max(low[axis], -Double.MAX_VALUE / 4);
      high[axis] = Math.min(high[axis], Double.MAX_VALUE / 4);
    }
  }

  double low(int axis) {
    return low[axis];
  }

  double high(int axis) {
    return high[axis];
  }

  int d() {
    return low.length;
  }
}
