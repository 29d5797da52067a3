package org.mmdflow.kernel;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;

/**
 * exp(-r^2 / (2 h^2)).
 *
 * @param h bandwidth
 */
public record Gaussian(double h) implements RadialKernel {
  /** Checks the bandwidth. */
  public Gaussian {
    Check.scale("h", h);
  }

  @Override
  public double scale() {
    return h;
  }

  @Override
  public ProfileFamily family() {
    return ProfileFamily.GAUSSIAN;
  }

  @Override
  public double[] parameters() {
    return Profiles.none();
  }

  @Override
  public void profile(double[] q, double[] value, double[] slope, int count) {
    for (int i = 0; i < count; i++) {
      slope[i] = -0.5 * q[i];
    }
    Exp.expNegative(slope, value, count);
    for (int i = 0; i < count; i++) {
      slope[i] = -0.5 * value[i];
    }
  }

  @Override
  public OptionalDouble lipschitz() {
    return Profiles.lipschitz(-0.5, h);
  }

  @Override
  public OptionalDouble assumptionD(int d) {
    return Profiles.assumptionD(d, 0.25, h);
  }

  @Override
  public Smoothness smoothness() {
    return Smoothness.SMOOTH;
  }

  @Override
  public String toString() {
    return "gaussian(h=" + Numbers.format(h) + ")";
  }
}
