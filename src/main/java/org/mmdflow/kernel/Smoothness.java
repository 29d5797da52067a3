package org.mmdflow.kernel;

/** How a kernel behaves where its two points meet. */
public enum Smoothness {
  /**
   * The gradient is Lipschitz at 0. The squared distance may come from |x|^2 + |y|^2 - 2x'y where
   * the points are not far from the origin in units of the kernel's scale; what rounding leaves
   * below 0 is to be raised to 0.
   */
  SMOOTH,
  /**
   * The gradient jumps or is unbounded at 0, and is taken as 0 there. The squared distance must be
   * the sum of squared differences: the expanded form fails outright.
   */
  SINGULAR;

  /** Whether |x|^2 + |y|^2 - 2x'y may stand for the squared distance. */
  public boolean allowsExpandedForm() {
    return this == SMOOTH;
  }
}
