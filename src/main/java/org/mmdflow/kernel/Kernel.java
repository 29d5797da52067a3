package org.mmdflow.kernel;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.UserError;

/**
 * A symmetric function k(x, y) of two points of R^d whose Gram matrices are positive semidefinite,
 * at least on weights that sum to 0.
 *
 * <p>Immutable and safe for any number of threads. {@link Object#toString()} is the expression that
 * reads back to an equal kernel; that of features needs a {@link FeatureReader}, if it is one at
 * all.
 */
public sealed interface Kernel permits RadialKernel, PolynomialKernel, FeatureKernel, WeightedSum {
  /** The terms of the weighted sum that this kernel is; a single one of weight 1 if it is none. */
  default List<Component> components() {
    return List.of(new Component(1, this));
  }

  /**
   * The constant L of Assumption A: the gradient in the first point is L-Lipschitz in either point,
   * |g(x, y) - g(x', y')| &lt;= L (|x - x'| + |y - y'|). Sharp. Empty where there is none.
   */
  OptionalDouble lipschitz();

  /** Whether the gradient is Lipschitz where the points meet. */
  Smoothness smoothness();

  /**
   * k(x, x).
   *
   * @param points holds x, d numbers from {@code at} on; not changed
   */
  double diagonal(double[] points, int at, int d);

  /** Why it does not take points of R^d, one clause; empty where it does. */
  default Optional<String> misfit(int d) {
    return Optional.empty();
  }

  /**
   * True where Gram matrices are positive semidefinite on weights that sum to 0 only; false where
   * they are so on all weights.
   */
  boolean isConditionallyPositiveDefinite();

  /** True where k(x, y) depends on the distance of x and y alone: translations change nothing. */
  default boolean isRadial() {
    return components().stream().allMatch(part -> part.kernel() instanceof RadialKernel);
  }

  /**
   * The constant lambda of Assumption D in R^d: sum over i of |d_i k(x, .) - d_i k(y, .)|^2 in the
   * kernel's Hilbert space is at most lambda^2 |x - y|^2. Sharp. Empty where there is none, or none
   * is known.
   */
  OptionalDouble assumptionD(int d);

  /**
   * Reads a kernel such as {@code 0.5*gaussian(h=1) + 0.5*gaussian(h=4)}.
   *
   * @throws UserError pointing at the character; also where a bandwidth is {@code median}, which
   *     needs a target: see {@link KernelSpec}
   */
  static Kernel parse(String text) {
    return of(Expression.parse(text));
  }

  /** Likewise from a parsed expression. */
  static Kernel of(Expression expression) {
    return KernelReader.read(expression, KernelReader.NO_MEDIAN, FeatureReader.NONE);
  }

  /** exp(-r^2 / (2 h^2)). */
  static Kernel gaussian(double h) {
    return new Gaussian(h);
  }

  /** exp(-r / l). */
  static Kernel laplace(double l) {
    return new Laplace(l);
  }

  /** (1 + u) exp(-u), u = sqrt(3) r / l. */
  static Kernel matern32(double l) {
    return new Matern32(l);
  }

  /** (1 + u + u^2 / 3) exp(-u), u = sqrt(5) r / l. */
  static Kernel matern52(double l) {
    return new Matern52(l);
  }

  /** (c^2 + r^2 / l^2)^-beta. */
  static Kernel imq(double l, double c, double beta) {
    return new InverseMultiquadric(l, c, beta);
  }

  /** (1 + r^2 / (2 alpha l^2))^-alpha. */
  static Kernel rationalQuadratic(double l, double alpha) {
    return new RationalQuadratic(l, alpha);
  }

  /** -r. */
  static Kernel energy() {
    return riesz(1);
  }

  /** -r^s, 0 &lt; s &lt; 2. */
  static Kernel riesz(double s) {
    return new Riesz(s);
  }

  /** (x'y + c)^degree. */
  static Kernel polynomial(int degree, double c) {
    return new PolynomialKernel(degree, c);
  }

  /** The mean of phi_x' phi_y over the data points of {@code features}. */
  static Kernel features(Features features) {
    return new FeatureKernel(features);
  }

  /**
   * The sum of weights[i] kernels[i]; sums among the kernels are expanded.
   *
   * @throws IllegalArgumentException for lengths that differ, a weight that is not above 0, or
   *     features, which stand alone
   */
  static Kernel sum(double[] weights, Kernel... kernels) {
    return WeightedSum.of(weights, kernels);
  }
}
