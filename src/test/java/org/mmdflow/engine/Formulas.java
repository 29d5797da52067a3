package org.mmdflow.engine;

import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.Gaussian;
import org.mmdflow.kernel.InverseMultiquadric;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.Laplace;
import org.mmdflow.kernel.Matern32;
import org.mmdflow.kernel.Matern52;
import org.mmdflow.kernel.PolynomialKernel;
import org.mmdflow.kernel.RationalQuadratic;
import org.mmdflow.kernel.Riesz;

/**
 * Kernels as the textbook has them, in r and in the mathematical library's functions: nothing here
 * knows of profiles or scaled squared distances.
 */
final class Formulas {
  private Formulas() {}

  /** k(x, y). */
  static double value(Kernel kernel, double[] x, double[] y) {
    double r = distance(x, y);
    if (kernel instanceof Gaussian k) {
      return Math.exp(-r * r / (2 * k.h() * k.h()));
    } else if (kernel instanceof Laplace k) {
      return Math.exp(-r / k.l());
    } else if (kernel instanceof Matern32 k) {
      double u = Math.sqrt(3) * r / k.l();
      return (1 + u) * Math.exp(-u);
    } else if (kernel instanceof Matern52 k) {
      double u = Math.sqrt(5) * r / k.l();
      return (1 + u + 5 * r * r / (3 * k.l() * k.l())) * Math.exp(-u);
    } else if (kernel instanceof InverseMultiquadric k) {
      return Math.pow(k.c() * k.c() + r * r / (k.l() * k.l()), -k.beta());
    } else if (kernel instanceof RationalQuadratic k) {
      return Math.pow(1 + r * r / (2 * k.alpha() * k.l() * k.l()), -k.alpha());
    } else if (kernel instanceof Riesz k) {
      return r == 0 ? 0 : -Math.pow(r, k.s());
    } else if (kernel instanceof PolynomialKernel k) {
      return Math.pow(dot(x, y) + k.c(), k.degree());
    }
    double sum = 0;
    for (Component part : kernel.components()) {
      sum += part.weight() * value(part.kernel(), x, y);
    }
    return sum;
  }

  /** grad_1 k(x, y), added to {@code out} with a factor. */
  static void addGradient(Kernel kernel, double[] x, double[] y, double factor, ExactSum[] out) {
    if (kernel.components().size() > 1 || kernel.components().get(0).kernel() != kernel) {
      for (Component part : kernel.components()) {
        addGradient(part.kernel(), x, y, factor * part.weight(), out);
      }
      return;
    }
    boolean polynomial = kernel instanceof PolynomialKernel;
    double along =
        factor * (polynomial ? polynomialSlope(kernel, x, y) : radialSlope(kernel, x, y));
    for (int c = 0; c < x.length; c++) {
      out[c].addProduct(along, polynomial ? y[c] : x[c] - y[c]);
    }
  }

  private static double polynomialSlope(Kernel kernel, double[] x, double[] y) {
    PolynomialKernel k = (PolynomialKernel) kernel;
    return k.degree() * Math.pow(dot(x, y) + k.c(), k.degree() - 1);
  }

  /** What stands before x - y in the gradient. */
  private static double radialSlope(Kernel kernel, double[] x, double[] y) {
    double r = distance(x, y);
    if (kernel instanceof Gaussian k) {
      return -Math.exp(-r * r / (2 * k.h() * k.h())) / (k.h() * k.h());
    } else if (kernel instanceof Laplace k) {
      return r == 0 ? 0 : -Math.exp(-r / k.l()) / (k.l() * r);
    } else if (kernel instanceof Matern32 k) {
      return -3 / (k.l() * k.l()) * Math.exp(-Math.sqrt(3) * r / k.l());
    } else if (kernel instanceof Matern52 k) {
      double u = Math.sqrt(5) * r / k.l();
      return -5 / (3 * k.l() * k.l()) * (1 + u) * Math.exp(-u);
    } else if (kernel instanceof InverseMultiquadric k) {
      double base = k.c() * k.c() + r * r / (k.l() * k.l());
      return -2 * k.beta() / (k.l() * k.l()) * Math.pow(base, -k.beta() - 1);
    } else if (kernel instanceof RationalQuadratic k) {
      double base = 1 + r * r / (2 * k.alpha() * k.l() * k.l());
      return -1 / (k.l() * k.l()) * Math.pow(base, -k.alpha() - 1);
    } else if (kernel instanceof Riesz k) {
      return r == 0 ? 0 : -k.s() * Math.pow(r, k.s() - 2);
    }
    throw new AssertionError("no formula for " + kernel);
  }

  private static double distance(double[] x, double[] y) {
    ExactSum square = new ExactSum();
    for (int c = 0; c < x.length; c++) {
      square.addProduct(x[c] - y[c], x[c] - y[c]);
    }
    return Math.sqrt(square.value());
  }

  private static double dot(double[] x, double[] y) {
    ExactSum sum = new ExactSum();
    for (int c = 0; c < x.length; c++) {
      sum.addProduct(x[c], y[c]);
    }
    return sum.value();
  }
}
