package org.mmdflow.theory;

import org.mmdflow.kernel.Gaussian;
import org.mmdflow.measure.Points;

/**
 * Sums of the Gaussian kernel k and its derivatives over pairs of points, on the host in double:
 * with u = (x - y) / h, the second derivative of k in x along v is ((v u)^2 - |v|^2) k / h^2, and
 * the mixed one in x along v, in y along w is (v w - (v u) (w u)) k / h^2.
 */
final class GaussianSums {
  private final double h;

  GaussianSums(Gaussian kernel) {
    h = kernel.h();
  }

  /** Mean of k over all pairs of two clouds. */
  double mean(Points x, Points y) {
    double sum = 0;
    for (int i = 0; i < x.n(); i++) {
      for (int j = 0; j < y.n(); j++) {
        sum += value(x, i, y, j);
      }
    }
    return sum / ((double) x.n() * y.n());
  }

  /**
   * Mean over i of the second derivative of the mean of k(x_i, .) over {@code y}, in x_i along v_i.
   */
  double curvature(Points x, Points v, Points y) {
    double sum = 0;
    for (int i = 0; i < x.n(); i++) {
      double square = dot(v, i, v, i);
      for (int j = 0; j < y.n(); j++) {
        double along = along(v, i, x, i, y, j);
        sum += (along * along - square) * value(x, i, y, j);
      }
    }
    return sum / (h * h * x.n() * y.n());
  }

  /** The squared norm of the mean of v_i . grad k(x_i, .) in the kernel's Hilbert space. */
  double squaredNorm(Points x, Points v) {
    double sum = 0;
    for (int i = 0; i < x.n(); i++) {
      for (int j = 0; j < x.n(); j++) {
        double both = along(v, i, x, i, x, j) * along(v, j, x, i, x, j);
        sum += (dot(v, i, v, j) - both) * value(x, i, x, j);
      }
    }
    return sum / (h * h * x.n() * x.n());
  }

  private double value(Points x, int i, Points y, int j) {
    double q = 0;
    for (int c = 0; c < x.d(); c++) {
      double u = (x.get(i, c) - y.get(j, c)) / h;
      q += u * u;
    }
    return Math.exp(-0.5 * q);
  }

  /** v_k . (x_i - y_j) / h. */
  private double along(Points v, int k, Points x, int i, Points y, int j) {
    double sum = 0;
    for (int c = 0; c < x.d(); c++) {
      sum += v.get(k, c) * (x.get(i, c) - y.get(j, c)) / h;
    }
    return sum;
  }

  private static double dot(Points v, int i, Points w, int j) {
    double sum = 0;
    for (int c = 0; c < v.d(); c++) {
      sum += v.get(i, c) * w.get(j, c);
    }
    return sum;
  }
}
