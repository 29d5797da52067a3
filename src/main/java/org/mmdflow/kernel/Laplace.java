package org.mmdflow.kernel;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;

/**
 * exp(-r / l), r the Euclidean distance.
 *
 * @param l length
 */
public record Laplace(double l) implements RadialKernel {
  /** Checks the length. */
  public Laplace {
    Check.scale("l", l);
  }

  @Override
  public double scale() {
    return l;
  }

  @Override
  public ProfileFamily family() {
    return ProfileFamily.LAPLACE;
  }

  @Override
  public double[] parameters() {
    return Profiles.none();
  }

  @Override
  public void profile(double[] q, double[] value, double[] slope, int count) {
    for (int i = 0; i < count; i++) {
      slope[i] = -Math.sqrt(q[i]);
    }
    Exp.expNegative(slope, value, count);
    for (int i = 0; i < count; i++) {
      slope[i] = 0.5 * value[i] / slope[i];
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
    return "laplace(l=" + Numbers.format(l) + ")";
  }
}
