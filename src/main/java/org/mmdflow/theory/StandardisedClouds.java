package org.mmdflow.theory;

import org.mmdflow.measure.Points;

/**
 * Two clouds of n points each, centred and of unit spread. What decides the assignment, the inner
 * products, only scales by that, while the duals find their values far sooner: 1,000 points at a
 * distance of ten spreads took 3.9 s as they were and 0.14 s so.
 */
final class StandardisedClouds {
  private final Standardised x;
  private final Standardised y;
  private final Points start;
  private final Points end;

  /**
   * A cloud less its mean.
   *
   * @param mean d numbers
   * @param centred n x d
   * @param scale one over the root mean square of the centred points; 1 where that is 0
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Standardised(double[] mean, Points centred, double scale) {
    static Standardised of(Points points) {
      double[] mean = points.mean();
      Points centred = points.from(mean);
      double square = 0;
      for (double x : centred.data()) {
        square += x * x;
      }
      return new Standardised(mean, centred, square > 0 ? Math.sqrt(points.n() / square) : 1);
    }

    Points scaled() {
      Points scaled = centred.copy();
      for (int k = 0; k < scaled.data().length; k++) {
        scaled.data()[k] *= scale;
      }
      return scaled;
    }

    double dot(double[] other, int i) {
      double sum = 0;
      for (int c = 0; c < other.length; c++) {
        sum += other[c] * centred.get(i, c);
      }
      return sum;
    }

    double square(int i) {
      double sum = 0;
      for (int c = 0; c < mean.length; c++) {
        sum += centred.get(i, c) * centred.get(i, c);
      }
      return sum;
    }
  }

  StandardisedClouds(Points x, Points y) {
    this.x = Standardised.of(x);
    this.y = Standardised.of(y);
    start = x;
    end = y;
  }

  /** The optimal assignment for the squared distances of the clouds as they were. */
  Assignment assignment() {
    int n = x.centred().n();
    Assignment scaled = Assignment.of(n, new SquaredDistances(x.scaled(), y.scaled()));
    double[] shift = x.mean().clone();
    double far = 0;
    for (int c = 0; c < shift.length; c++) {
      shift[c] -= y.mean()[c];
      far += shift[c] * shift[c];
    }
    double both = x.scale() * y.scale();
    double[] rowDual = new double[n];
    double[] columnDual = new double[n];
    for (int i = 0; i < n; i++) {
      // |s x - t y|^2 = s^2 |x|^2 + t^2 |y|^2 - 2 s t x y, x and y centred.
      rowDual[i] =
          scaled.rowDual()[i] / both
              + (1 - x.scale() / y.scale()) * x.square(i)
              + 2 * x.dot(shift, i)
              + far;
      columnDual[i] =
          scaled.columnDual()[i] / both
              + (1 - y.scale() / x.scale()) * y.square(i)
              - 2 * y.dot(shift, i);
    }
    return new Assignment(
        scaled.column(), rowDual, columnDual, SquaredDistances.along(start, end, scaled.column()));
  }
}
