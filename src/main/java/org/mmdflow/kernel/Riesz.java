package org.mmdflow.kernel;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;

/**
 * -r^s: the energy distance for s = 1. Positive definite on weights that sum to 0 only. Its force s
 * r^(s-1) grows without bound as points meet where s &lt; 1, and jumps where s = 1.
 *
 * @param s exponent, 0 &lt; s &lt; 2
 */
public record Riesz(double s) implements RadialKernel {
  /** Checks the exponent. */
  public Riesz {
    if (!(s > 0 && s < 2)) {
      throw new IllegalArgumentException(
          "s must lie above 0 and below 2 but is " + Numbers.format(s));
    }
  }

  @Override
  public double scale() {
    return 1;
  }

  @Override
  public ProfileFamily family() {
    return ProfileFamily.RIESZ;
  }

  @Override
  public double[] parameters() {
    return new double[] {s};
  }

  @Override
  public void profile(double[] q, double[] value, double[] slope, int count) {
    if (s == 1) {
      for (int i = 0; i < count; i++) {
        value[i] = -Math.sqrt(q[i]);
      }
      for (int i = 0; i < count; i++) {
        slope[i] = 0.5 / value[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        value[i] = -Math.pow(q[i], 0.5 * s);
      }
      for (int i = 0; i < count; i++) {
        slope[i] = 0.5 * s * (value[i] / q[i]);
      }
    }
    Profiles.noForceAtZero(q, slope, count);
  }

  @Override
  public OptionalDouble lipschitz() {
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble assumptionD(int d) {
    return OptionalDouble.empty();
  }

  @Override
  public Smoothness smoothness() {
    return Smoothness.SINGULAR;
  }

  @Override
  public String toString() {
    return s == 1 ? "energy" : "riesz(s=" + Numbers.format(s) + ")";
  }
}
