package org.mmdflow.kernel;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;

/**
 * (1 + u + u^2 / 3) exp(-u), u = sqrt(5) r / l.
 *
 * @param l length
 */
public record Matern52(double l) implements RadialKernel {
  /** Checks the length. */
  public Matern52 {
    Check.scale("l", l);
  }

  @Override
  public double scale() {
    return l;
  }

  @Override
  public ProfileFamily family() {
    return ProfileFamily.MATERN52;
  }

  @Override
  public double[] parameters() {
    return Profiles.none();
  }

  @Override
  public void profile(double[] q, double[] value, double[] slope, int count) {
    for (int i = 0; i < count; i++) {
      value[i] = -Math.sqrt(5 * q[i]);
    }
    Exp.expNegative(value, slope, count);
    for (int i = 0; i < count; i++) {
      double e = slope[i];
      double oneAndU = 1 - value[i];
      value[i] = Math.fma(5.0 / 3, q[i], oneAndU) * e;
      slope[i] = -5.0 / 6 * oneAndU * e;
    }
  }

  @Override
  public OptionalDouble lipschitz() {
    return Profiles.lipschitz(-5.0 / 6, l);
  }

  @Override
  public OptionalDouble assumptionD(int d) {
    return Profiles.assumptionD(d, 25.0 / 12, l);
  }

  @Override
  public Smoothness smoothness() {
    return Smoothness.SMOOTH;
  }

  @Override
  public String toString() {
    return "matern52(l=" + Numbers.format(l) + ")";
  }
}
