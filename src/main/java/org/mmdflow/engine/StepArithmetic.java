package org.mmdflow.engine;

/**
 * The elementwise part of a step, operation by operation, so that engines which round alike move
 * alike. Everything is rounded to the storage precision after each of these operations:
 *
 * <pre>
 *   z = fma(beta, u, x)
 *   v = fma(-stepSize, gradient, momentum v)     v = -stepSize gradient where momentum is 0
 *   x = x + v
 *   x = fma(diffusion, u', x)                    only where diffusion is not 0
 * </pre>
 */
public final class StepArithmetic {
  private StepArithmetic() {}

  /** {@code out = x + level u}; {@code out} may be {@code u} or {@code x} itself. */
  public static void perturb(Precision p, double[] x, double level, double[] u, double[] out) {
    if (p == Precision.FLOAT) {
      float s = (float) level;
      for (int i = 0; i < x.length; i++) {
        out[i] = Math.fma(s, (float) u[i], (float) x[i]);
      }
    } else {
      for (int i = 0; i < x.length; i++) {
        out[i] = Math.fma(level, u[i], x[i]);
      }
    }
  }

  /**
   * {@code v = momentum v - stepSize gradient}; with no momentum, what {@code v} held is ignored.
   */
  static void accelerate(
      Precision p, double[] v, double momentum, double stepSize, double[] gradient) {
    if (p == Precision.FLOAT) {
      float m = (float) momentum;
      float g = (float) -stepSize;
      for (int i = 0; i < v.length; i++) {
        float kept = m == 0 ? 0 : m * (float) v[i];
        v[i] = Math.fma(g, (float) gradient[i], kept);
      }
    } else {
      for (int i = 0; i < v.length; i++) {
        double kept = momentum == 0 ? 0 : momentum * v[i];
        v[i] = Math.fma(-stepSize, gradient[i], kept);
      }
    }
  }

  /** {@code out = x + v}. */
  static void move(Precision p, double[] x, double[] v, double[] out) {
    if (p == Precision.FLOAT) {
      for (int i = 0; i < x.length; i++) {
        out[i] = (float) x[i] + (float) v[i];
      }
    } else {
      for (int i = 0; i < x.length; i++) {
        out[i] = x[i] + v[i];
      }
    }
  }

  /** True when every value is a finite number. */
  static boolean allFinite(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * 0;
    }
    return sum == 0;
  }
}
