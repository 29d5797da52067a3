package org.mmdflow.kernel;

/** Kernels of points, and the little linear algebra that the tests need. */
final class Spaces {
  private Spaces() {}

  static double value(Kernel kernel, double[] x, double[] y) {
    double value = 0;
    for (Component part : kernel.components()) {
      double k =
          part.kernel() instanceof RadialKernel radial
              ? radial.value(squaredDistance(x, y) / (radial.scale() * radial.scale()))
              : polynomial(part).value(product(x, y) + polynomial(part).c());
      value += part.weight() * k;
    }
    return value;
  }

  /** In the first point. */
  static double[] gradient(Kernel kernel, double[] x, double[] y) {
    double[] gradient = new double[x.length];
    for (Component part : kernel.components()) {
      for (int k = 0; k < x.length; k++) {
        if (part.kernel() instanceof RadialKernel radial) {
          double unit = radial.scale() * radial.scale();
          double slope = radial.slope(squaredDistance(x, y) / unit);
          gradient[k] += part.weight() * 2 * (x[k] - y[k]) / unit * slope;
        } else {
          double slope = polynomial(part).slope(product(x, y) + polynomial(part).c());
          gradient[k] += part.weight() * slope * y[k];
        }
      }
    }
    return gradient;
  }

  private static PolynomialKernel polynomial(Component part) {
    return (PolynomialKernel) part.kernel();
  }

  static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (x[k] - y[k]) * (x[k] - y[k]);
    }
    return sum;
  }

  static double distance(double[] x, double[] y) {
    return Math.sqrt(squaredDistance(x, y));
  }

  static double product(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  static double[][] gram(Kernel kernel, double[][] points) {
    double[][] gram = new double[points.length][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points.length; j++) {
        gram[i][j] = value(kernel, points[i], points[j]);
      }
    }
    return gram;
  }

  /** P K P, P the projection on vectors that sum to 0. */
  static double[][] centred(double[][] k) {
    int n = k.length;
    double[] mean = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        mean[i] += k[i][j] / n;
      }
      total += mean[i] / n;
    }
    double[][] centred = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        centred[i][j] = k[i][j] - mean[i] - mean[j] + total;
      }
    }
    return centred;
  }

  /** Whether K + shift I has a Cholesky factor: no eigenvalue of K lies below -shift. */
  static boolean isPositive(double[][] k, double shift) {
    int n = k.length;
    double[][] factor = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = k[i][j] + (i == j ? shift : 0);
        for (int m = 0; m < j; m++) {
          sum -= factor[i][m] * factor[j][m];
        }
        if (i == j && !(sum > 0)) {
          return false;
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    return true;
  }
}
