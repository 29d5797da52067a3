package org.mmdflow.kernel;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;

/**
 * (x'y + c)^degree, not radial. Its gradient in the first point is {@code slope * y}. Distinguishes
 * distributions by their moments up to the degree only.
 *
 * @param degree from 1 to {@value #LARGEST_DEGREE}
 * @param c not below 0: below, Gram matrices may have negative eigenvalues
 */
public record PolynomialKernel(int degree, double c) implements Kernel {
  /** Larger powers leave the range of double for points of any use. */
  public static final int LARGEST_DEGREE = 100;

  /** Checks the parameters. */
  public PolynomialKernel {
    Check.within("degree", degree, 1, LARGEST_DEGREE);
    Check.within("c", c, 0, Check.LARGEST);
  }

  /**
   * The value t^degree and its derivative in t = x'y + c at many places.
   *
   * @param t the products, c included; not changed
   * @param value k at each; overwritten up to {@code count}
   * @param slope dk/dt at each; overwritten up to {@code count}. Three different arrays
   */
  public void profile(double[] t, double[] value, double[] slope, int count) {
    for (int i = 0; i < count; i++) {
      slope[i] = 1;
    }
    for (int power = 1; power < degree; power++) {
      for (int i = 0; i < count; i++) {
        slope[i] *= t[i];
      }
    }
    for (int i = 0; i < count; i++) {
      value[i] = slope[i] * t[i];
      slope[i] *= degree;
    }
  }

  /** k at one t. */
  public double value(double t) {
    return power(t, degree);
  }

  /** dk/dt at one t. */
  public double slope(double t) {
    return degree * power(t, degree - 1);
  }

  private static double power(double t, int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= t;
    }
    return power;
  }

  @Override
  public double diagonal(double[] points, int at, int d) {
    double square = 0;
    for (int i = at; i < at + d; i++) {
      square += points[i] * points[i];
    }
    return value(square + c);
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
    return Smoothness.SMOOTH;
  }

  @Override
  public boolean isConditionallyPositiveDefinite() {
    return false;
  }

  @Override
  public String toString() {
    return "polynomial(degree=" + degree + ", c=" + Numbers.format(c) + ")";
  }
}
