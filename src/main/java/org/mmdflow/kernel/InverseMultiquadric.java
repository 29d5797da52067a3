package org.mmdflow.kernel;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;

/**
 * (c^2 + r^2 / l^2)^-beta. The exponents 1/2 and 1 are fast, others take a power.
 *
 * @param l length
 * @param c offset
 * @param beta exponent
 */
public record InverseMultiquadric(double l, double c, double beta) implements RadialKernel {
  /** Checks the parameters, and that the value and the curvature at 0 are within double. */
  public InverseMultiquadric {
    Check.scale("l", l);
    Check.scale("c", c);
    Check.within("beta", beta, Check.SMALLEST, Check.LARGEST_SHAPE);
    double largest = Math.pow(c, -2 * beta - 4);
    if (!(largest >= Check.SMALLEST && largest <= Check.LARGEST)) {
      throw new IllegalArgumentException(
          "c^(-2 beta - 4) must be within 1e-150 and 1e150 but is " + Numbers.format(largest));
    }
  }

  @Override
  public double scale() {
    return l;
  }

  @Override
  public ProfileFamily family() {
    return ProfileFamily.RATIONAL;
  }

  @Override
  public double[] parameters() {
    return new double[] {c * c, 1, beta};
  }

  @Override
  public void profile(double[] q, double[] value, double[] slope, int count) {
    Profiles.rational(c * c, 1, beta, q, value, slope, count);
  }

  @Override
  public OptionalDouble lipschitz() {
    return Profiles.lipschitz(-beta * Math.pow(c, -2 * beta - 2), l);
  }

  @Override
  public OptionalDouble assumptionD(int d) {
    return Profiles.assumptionD(d, beta * (beta + 1) * Math.pow(c, -2 * beta - 4), l);
  }

  @Override
  public Smoothness smoothness() {
    return Smoothness.SMOOTH;
  }

  @Override
  public String toString() {
    return "imq(l="
        + Numbers.format(l)
        + ", c="
        + Numbers.format(c)
        + ", beta="
        + Numbers.format(beta)
        + ")";
  }
}
