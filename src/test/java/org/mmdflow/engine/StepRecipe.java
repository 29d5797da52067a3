package org.mmdflow.engine;

/**
 * The elementwise part of a step as the interpreted stepper does it, for tests of other engines.
 */
public final class StepRecipe {
  private StepRecipe() {}

  /**
   * Moves without diffusion. {@code v} and {@code out} are overwritten; false where a number of
   * them is not finite.
   */
  public static boolean move(
      Precision p,
      double[] x,
      double[] v,
      double[] gradient,
      double momentum,
      double stepSize,
      double[] out) {
    StepArithmetic.accelerate(p, v, momentum, stepSize, gradient);
    StepArithmetic.move(p, x, v, out);
    return StepArithmetic.allFinite(out) && StepArithmetic.allFinite(v);
  }

  /** True when every value is a finite number. */
  public static boolean allFinite(double[] values) {
    return StepArithmetic.allFinite(values);
  }
}
