package org.mmdflow.theory;

import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * The pooled spread of two clouds, each with half of the mass: the standard deviation per
 * coordinate, {@code s^2 = E |z - E z|^2 / d}. Stateless, any thread.
 */
public final class Spread {
  private Spread() {}

  /**
   * The spread.
   *
   * @param x N x d, left alone, with weights {@code a}
   * @param y M x d, left alone, with weights {@code b}
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static double pooled(Points x, Weights a, Points y, Weights b) {
    if (x.d() != y.d()) {
      throw new IllegalArgumentException("dimensions differ: " + x.d() + " != " + y.d());
    }
    double[] ofX = mean(x, a);
    double[] ofY = mean(y, b);
    double apart = 0;
    for (int c = 0; c < ofX.length; c++) {
      apart += (ofX[c] - ofY[c]) * (ofX[c] - ofY[c]);
    }
    double within = 0.5 * (square(x, a, ofX) + square(y, b, ofY));
    return Math.sqrt((within + 0.25 * apart) / x.d());
  }

  private static double[] mean(Points z, Weights w) {
    double[] mean = new double[z.d()];
    for (int i = 0; i < z.n(); i++) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += w.get(i) * z.get(i, c);
      }
    }
    return mean;
  }

  private static double square(Points z, Weights w, double[] mean) {
    double sum = 0;
    for (int i = 0; i < z.n(); i++) {
      for (int c = 0; c < mean.length; c++) {
        double apart = z.get(i, c) - mean[c];
        sum += w.get(i) * apart * apart;
      }
    }
    return sum;
  }
}
