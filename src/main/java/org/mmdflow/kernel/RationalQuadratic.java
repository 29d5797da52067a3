package org.mmdflow.kernel;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;

/**
 * (1 + r^2 / (2 alpha l^2))^-alpha: a mixture of Gaussian kernels of many bandwidths. The exponents
 * 1/2 and 1 are fast, others take a power.
 *
 * @param l length
 * @param alpha exponent
 */
public record RationalQuadratic(double l, double alpha) implements RadialKernel {
  /** Checks the parameters. */
  public RationalQuadratic {
    Check.scale("l", l);
    Check.within("alpha", alpha, Check.SMALLEST, Check.LARGEST_SHAPE);
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
    return new double[] {1, 0.5 / alpha, alpha};
  }

  @Override
  public void profile(double[] q, double[] value, double[] slope, int count) {
    Profiles.rational(1, 0.5 / alpha, alpha, q, value, slope, count);
  }

  @Override
  public OptionalDouble lipschitz() {
    return Profiles.lipschitz(-0.5, l);
  }

  @Override
  public OptionalDouble assumptionD(int d) {
    return Profiles.assumptionD(d, 0.25 * (1 + 1 / alpha), l);
  }

  @Override
  public Smoothness smoothness() {
    return Smoothness.SMOOTH;
  }

  @Override
  public String toString() {
    return "rational-quadratic(l=" + Numbers.format(l) + ", alpha=" + Numbers.format(alpha) + ")";
  }
}
