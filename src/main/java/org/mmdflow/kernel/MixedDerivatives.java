package org.mmdflow.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mixed second derivatives of a kernel, the d x d blocks {@code B_lm = d^2 k(x, y) / dx_l
 * dy_m}: the inner products of the functions d_l k(x, .) and d_m k(y, .) in the kernel's Hilbert
 * space.
 *
 * <p>A radial kernel k(q), q = |x - y|^2 / s^2, has {@code B = -2 k'(q) / s^2 I - 4 k''(q) / s^4 (x
 * - y)(x - y)'}. For Matern 3/2 k'' is unbounded at 0, but the second term goes to 0 with |x - y|,
 * so that the block is there and continuous. For Laplace and Riesz kernels k' itself is unbounded:
 * {@link #unable} refuses them. Immutable and safe for any number of threads.
 */
public final class MixedDerivatives {
  private final List<Term> terms = new ArrayList<>();

  /** Adds one component's block to {@code out}. */
  private interface Term {
    void add(double[] x, int xAt, double[] y, int yAt, int d, double[] out);
  }

  /**
   * Of {@code kernel}.
   *
   * @throws IllegalArgumentException if it is {@link #unable}
   */
  public MixedDerivatives(Kernel kernel) {
    unable(kernel)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    for (Component part : kernel.components()) {
      double weight = part.weight();
      if (part.kernel() instanceof RadialKernel radial) {
        terms.add((x, i, y, j, d, out) -> addRadial(radial, weight, x, i, y, j, d, out));
      } else {
        PolynomialKernel polynomial = (PolynomialKernel) part.kernel();
        terms.add((x, i, y, j, d, out) -> addPolynomial(polynomial, weight, x, i, y, j, d, out));
      }
    }
  }

  /** Why {@code kernel} has no such derivatives, one clause; empty where it has. */
  public static Optional<String> unable(Kernel kernel) {
    if (kernel instanceof FeatureKernel) {
      return Optional.of(
          "the kernel " + kernel + " is of features, whose second derivatives are not known");
    }
    return kernel.components().stream()
        .map(Component::kernel)
        .filter(each -> each.smoothness() == Smoothness.SINGULAR)
        .findFirst()
        .map(each -> "the kernel " + each + " has no mixed second derivative where points meet");
  }

  /**
   * Overwrites {@code out} with the block of the point x at {@code xAt} and the point y at {@code
   * yAt} of two arrays.
   *
   * @param xAt where the d coordinates of x begin in {@code x}; likewise {@code yAt}
   * @param out d x d, row-major: row l of x's coordinate, column m of y's
   */
  public void block(double[] x, int xAt, double[] y, int yAt, int d, double[] out) {
    java.util.Arrays.fill(out, 0, d * d, 0);
    for (Term term : terms) {
      term.add(x, xAt, y, yAt, d, out);
    }
  }

  private static void addRadial(
      RadialKernel k, double weight, double[] x, int i, double[] y, int j, int d, double[] out) {
    double s2 = k.scale() * k.scale();
    double square = 0;
    for (int l = 0; l < d; l++) {
      double apart = x[i + l] - y[j + l];
      square += apart * apart;
    }
    double q = square / s2;
    double diagonal = -2 * weight / s2 * k.slope(q);
    // Where points meet the second term is 0 for every kernel that is not refused.
    double outer = q < Double.MIN_NORMAL ? 0 : -4 * weight / (s2 * s2) * curvature(k, q);
    for (int l = 0; l < d; l++) {
      double scaled = outer * (x[i + l] - y[j + l]);
      for (int m = 0; m < d; m++) {
        out[l * d + m] += scaled * (x[i + m] - y[j + m]);
      }
      out[l * d + l] += diagonal;
    }
  }

  /** The second derivative of the profile at q above 0. */
  private static double curvature(RadialKernel k, double q) {
    double[] p = k.parameters();
    return switch (k.family()) {
      case GAUSSIAN -> 0.25 * k.value(q);
      case MATERN32 -> 2.25 * Math.exp(-Math.sqrt(3 * q)) / Math.sqrt(3 * q);
      case MATERN52 -> 25.0 / 12 * Math.exp(-Math.sqrt(5 * q));
      case RATIONAL -> -(p[2] + 1) * p[1] / Math.fma(p[1], q, p[0]) * k.slope(q);
      case LAPLACE, RIESZ -> throw new IllegalStateException("refused before: " + k);
    };
  }

  private static void addPolynomial(
      PolynomialKernel k,
      double weight,
      double[] x,
      int i,
      double[] y,
      int j,
      int d,
      double[] out) {
    double t = k.c();
    for (int l = 0; l < d; l++) {
      t += x[i + l] * y[j + l];
    }
    double second = 0;
    if (k.degree() > 1) {
      second = weight * k.degree() * new PolynomialKernel(k.degree() - 1, k.c()).slope(t);
    }
    for (int l = 0; l < d; l++) {
      for (int m = 0; m < d; m++) {
        out[l * d + m] += second * y[j + l] * x[i + m];
      }
      out[l * d + l] += weight * k.slope(t);
    }
  }
}
