package org.mmdflow.kernel;

import java.util.OptionalDouble;

/**
 * What the radial kernels share.
 *
 * <p>The profile k(q) of a kernel that is positive definite in every dimension is a mixture of
 * exp(-tq), t &gt;= 0 (Schoenberg 1938). For each exp(-tq), the absolute eigenvalues of the
 * Hessian, |2k'| / s^2 and |2k' + 4qk''| / s^2, and the ratio that Assumption D bounds are largest
 * at r = 0, with the same sign for every t; hence also for the mixture. So both constants follow
 * from the derivatives at 0.
 */
final class Profiles {
  private static final double[] NONE = {};

  private Profiles() {}

  static double[] none() {
    return NONE.clone();
  }

  /** L = 2 |k'(0)| / s^2. */
  static OptionalDouble lipschitz(double slopeAtZero, double scale) {
    return OptionalDouble.of(2 * Math.abs(slopeAtZero) / (scale * scale));
  }

  /**
   * lambda = 2 sqrt((d + 2) k''(0)) / s^2: by translation invariance the sum of Assumption D is 2
   * (lap k(r) - lap k(0)), and lap exp(-tq) - lap 1 = (2dt - (2dt - 4t^2 q) exp(-tq)) / s^2 is at
   * most (2d + 4) t^2 q / s^2, attained as q -&gt; 0.
   */
  static OptionalDouble assumptionD(int d, double curvatureAtZero, double scale) {
    return OptionalDouble.of(2 * Math.sqrt((d + 2) * curvatureAtZero) / (scale * scale));
  }

  /** Sets the unbounded slopes of coincident points to 0; NaN stays. */
  static void noForceAtZero(double[] q, double[] slope, int count) {
    for (int i = 0; i < count; i++) {
      if (q[i] < Double.MIN_NORMAL) {
        slope[i] = 0;
      }
    }
  }

  /** (a + b q)^-p and its derivative -p b (a + b q)^(-p-1). */
  static void rational(
      double a, double b, double p, double[] q, double[] value, double[] slope, int count) {
    if (p == 0.5) {
      for (int i = 0; i < count; i++) {
        double base = Math.fma(b, q[i], a);
        value[i] = 1 / Math.sqrt(base);
      }
    } else if (p == 1) {
      for (int i = 0; i < count; i++) {
        value[i] = 1 / Math.fma(b, q[i], a);
      }
    } else {
      for (int i = 0; i < count; i++) {
        value[i] = Math.pow(Math.fma(b, q[i], a), -p);
      }
    }
    double factor = -p * b;
    for (int i = 0; i < count; i++) {
      slope[i] = factor * value[i] / Math.fma(b, q[i], a);
    }
  }
}
