package org.mmdflow.kernel;

/**
 * A kernel of the distance r = |x - y| alone, given by its profile in q = r^2 / scale^2.
 *
 * <p>Its gradient in the first point is {@code 2 (x - y) / scale^2 * slope(q)}.
 */
public sealed interface RadialKernel extends Kernel
    permits Gaussian, Laplace, Matern32, Matern52, InverseMultiquadric, RationalQuadratic, Riesz {
  /** The length that turns r^2 into q. */
  double scale();

  /** The formula, for engines in other languages. */
  ProfileFamily family();

  /** The formula's parameters beside the scale, a fresh array. */
  double[] parameters();

  /**
   * The profile and its derivative at many places, in loops that the just-in-time compiler
   * vectorises.
   *
   * <p>No value at q = 0 is NaN. Where the derivative is unbounded there, the slope counts as 0 for
   * every q below {@link Double#MIN_NORMAL}, so that coincident points exert no force. NaN gives
   * NaN, so that a flow that diverges is seen to.
   *
   * @param q squared distances in units of scale^2, finite, not below 0; not changed
   * @param value k at each; overwritten up to {@code count}
   * @param slope dk/dq at each; overwritten up to {@code count}. Three different arrays
   */
  void profile(double[] q, double[] value, double[] slope, int count);

  /** k at one q. */
  default double value(double q) {
    double[] value = new double[1];
    profile(new double[] {q}, value, new double[1], 1);
    return value[0];
  }

  /** dk/dq at one q. */
  default double slope(double q) {
    double[] slope = new double[1];
    profile(new double[] {q}, new double[1], slope, 1);
    return slope[0];
  }

  @Override
  default double diagonal(double[] points, int at, int d) {
    return value(0);
  }

  @Override
  default boolean isConditionallyPositiveDefinite() {
    return family() == ProfileFamily.RIESZ;
  }
}
