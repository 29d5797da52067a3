package org.mmdflow.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * The weighted negative Sobolev distance on the line in closed form: {@code S^2(mu | nu) = integral
 * (F_mu - F_nu)^2 / p_nu dx}, F the distribution functions, p_nu the density of the particles' law.
 * The bound of {@code MMD^4 <= S^2 E_nu |grad f|^2} without a kernel's space or a ridge. Pure
 * functions.
 */
public final class LineSobolev {
  /** Nodes and weights of the Gauss rule of three points on [-1, 1]. */
  private static final double[] NODES = {-Math.sqrt(0.6), 0, Math.sqrt(0.6)};

  private static final double[] WEIGHTS = {5.0 / 9, 8.0 / 9, 5.0 / 9};

  private LineSobolev() {}

  /**
   * S^2 by a Gauss rule of three points in each of {@code intervals} equal intervals: error of
   * order (width)^6 for smooth functions; corners belong at the ends of intervals.
   *
   * @param target distribution function of mu
   * @param particles distribution function of nu
   * @param density of nu
   * @param low where both distribution functions are 0 to what accuracy is wanted
   * @param high where both are 1; rounding of the distribution functions is divided by the density,
   *     so that ends far out in thin tails spoil the result
   * @return infinite where nu has no mass and the distribution functions differ
   * @throws IllegalArgumentException for an empty interval
   */
  public static double squared(
      DoubleUnaryOperator target,
      DoubleUnaryOperator particles,
      DoubleUnaryOperator density,
      double low,
      double high,
      int intervals) {
    if (!(low < high) || intervals < 1) {
      throw new IllegalArgumentException(
          "no interval: from " + low + " to " + high + " in " + intervals);
    }
    double width = (high - low) / intervals;
    double sum = 0;
    for (int i = 0; i < intervals; i++) {
      for (int k = 0; k < NODES.length; k++) {
        double x = low + width * (i + 0.5 * (1 + NODES[k]));
        double apart = target.applyAsDouble(x) - particles.applyAsDouble(x);
        if (apart != 0) {
          sum += 0.5 * width * WEIGHTS[k] * apart * apart / density.applyAsDouble(x);
        }
      }
    }
    return sum;
  }
}
