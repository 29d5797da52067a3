package org.mmdflow.kernel;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;

/**
 * (1 + u) exp(-u), u = sqrt(3) r / l. Once differentiable samples; no constant of Assumption D.
 *
 * @param l length
 */
public record Matern32(double l) implements RadialKernel {
  /** Checks the length. */
  public Matern32 {
    Check.scale("l", l);
  }

  @Override
  public double scale() {
    return l;
  }

  @Override
  public ProfileFamily family() {
    return ProfileFamily.MATERN32;
  }

  @Override
  public double[] parameters() {
    return Profiles.none();
  }

  @Override
  public void profile(double[] q, double[] value, double[] slope, int count) {
    for (int i = 0; i < count; i++) {
      value[i] = -Math.sqrt(3 * q[i]);
    }
    Exp.expNegative(value, slope, count);
    for (int i = 0; i < count; i++) {
      double e = slope[i];
      value[i] = (1 - value[i]) * e;
      slope[i] = -1.5 * e;
    }
  }

  @Override
  public OptionalDouble lipschitz() {
    return Profiles.lipschitz(-1.5, l);
  }

  @Override
  public OptionalDouble assumptionD(int d) {
    return OptionalDouble.empty();
  }

  @Override
  public Smoothness smoothness() {
    return Smoothness.SMOOTH;
  }

  @Override
  public String toString() {
    return "matern32(l=" + Numbers.format(l) + ")";
  }
}
