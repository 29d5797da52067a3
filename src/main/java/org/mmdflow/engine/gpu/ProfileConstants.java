package org.mmdflow.engine.gpu;

import java.util.List;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.PolynomialKernel;
import org.mmdflow.kernel.RadialKernel;

/**
 * One component of a kernel as the tiles take it: value and gradient of a pair are {@code
 * valueFactor k} and {@code slopeFactor h (z - s)} with the profile's k and h.
 *
 * @param profile its name in {@code kernels/common/profiles.h}
 * @param rate of the exponential
 * @param a see the profile
 * @param b see the profile
 * @param power see the profile
 * @param valueFactor the component's weight included
 * @param slopeFactor the component's weight included
 */
public record ProfileConstants(
    String profile,
    double rate,
    double a,
    double b,
    double power,
    double valueFactor,
    double slopeFactor) {
  /** In the order of {@code MMDFLOW_PROFILES}, and after them the polynomial. */
  public static final List<String> PROFILES =
      List.of(
          "gaussian",
          "laplace",
          "matern32",
          "matern52",
          "inverse_root",
          "inverse",
          "inverse_power",
          "energy",
          "riesz",
          "polynomial");

  private static final double LOG2_E = 1.4426950408889634;

  static ProfileConstants of(Component component) {
    ProfileConstants one;
    if (component.kernel() instanceof RadialKernel radial) {
      one = of(radial);
    } else if (component.kernel() instanceof PolynomialKernel p) {
      one = new ProfileConstants("polynomial", 0, p.c(), 0, p.degree(), 1, p.degree());
    } else {
      throw new IllegalArgumentException("a component of a kernel is no sum: " + component);
    }
    double w = component.weight();
    return new ProfileConstants(
        one.profile, one.rate, one.a, one.b, one.power, w * one.valueFactor, w * one.slopeFactor);
  }

  private static ProfileConstants of(RadialKernel kernel) {
    double length = kernel.scale();
    double[] parameters = kernel.parameters();
    return switch (kernel.family()) {
      case GAUSSIAN ->
          exponential("gaussian", LOG2_E / 2 / (length * length), 0, 0, -1 / (length * length));
      case LAPLACE -> exponential("laplace", LOG2_E / length, 0, 0, -1 / length);
      case MATERN32 -> {
        double a = Math.sqrt(3) / length;
        yield exponential("matern32", LOG2_E * a, a, 0, -a * a);
      }
      case MATERN52 -> {
        double a = Math.sqrt(5) / length;
        yield exponential("matern52", LOG2_E * a, a, a * a / 3, -a * a / 3);
      }
      case RATIONAL -> rational(parameters, length);
      case RIESZ -> {
        double s = parameters[0];
        yield new ProfileConstants(s == 1 ? "energy" : "riesz", 0, 0, 0, -0.5 * s, 1, -s);
      }
    };
  }

  private static ProfileConstants exponential(
      String profile, double rate, double a, double b, double slopeFactor) {
    return new ProfileConstants(profile, rate, a, b, 0, 1, slopeFactor);
  }

  private static ProfileConstants rational(double[] parameters, double length) {
    double power = parameters[2];
    double b = parameters[1] / (length * length);
    String profile = power == 0.5 ? "inverse_root" : power == 1 ? "inverse" : "inverse_power";
    return new ProfileConstants(profile, 0, parameters[0], b, power, 1, -2 * power * b);
  }

  /** Whether it depends on inner products, not on distances. */
  public boolean isPolynomial() {
    return profile.equals("polynomial");
  }

  /** Whether it is smooth at 0. */
  public boolean isSmooth() {
    return !Double.isInfinite(steepness());
  }

  /** By how much k changes, relative to k(0), as r^2 grows by 1: |k'(0) / k(0)|. */
  private double steepness() {
    return switch (profile) {
      case "gaussian" -> rate / LOG2_E;
      case "matern32" -> a * a / 2;
      case "matern52" -> a * a / 6;
      case "inverse_root", "inverse", "inverse_power" -> power * b / a;
      default -> Double.POSITIVE_INFINITY;
    };
  }

  /** What coordinates are multiplied by in the expanded form: a Gaussian becomes 2^(-x^2). */
  double unit() {
    return profile.equals("gaussian") ? Math.sqrt(rate) : 1;
  }

  /**
   * The squared diagonal of all points up to which the expanded form may be taken: a few strays far
   * out must not lose the digits of the force between them, and no Gaussian leaves the normal
   * numbers.
   */
  double longestSquare(Precision precision) {
    boolean single = precision == Precision.FLOAT;
    double longest = (single ? 256 : 1 << 20) / steepness();
    return profile.equals("gaussian") ? Math.min(longest, (single ? 125 : 1021) / rate) : longest;
  }

  /** The mean of |x|^2 up to which it may be taken. */
  double widestMoment(Precision precision) {
    return (precision == Precision.FLOAT ? 2.5 : 5) / steepness();
  }

  /** With factors of 1. */
  ProfileConstants withoutFactors() {
    return new ProfileConstants(profile, rate, a, b, power, 1, 1);
  }

  /** As the kernels' {@code COMPONENT} numbers. */
  double[] numbers(Precision precision) {
    // The last exponents of normal numbers, and what can be multiplied by 0.
    double exponents = precision == Precision.FLOAT ? 126 : 1022;
    double most = precision == Precision.FLOAT ? 1e30 : 1e300;
    double bounded = Math.min(rate, most);
    return new double[] {
      PROFILES.indexOf(profile),
      bounded,
      bounded > 0 ? exponents / precision.round(bounded) : 0,
      Math.min(a, most),
      Math.min(b, most),
      power,
      valueFactor,
      slopeFactor
    };
  }
}
