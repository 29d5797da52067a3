package org.mmdflow.kernel;

import org.mmdflow.expression.Numbers;

/** Bounds of the kernels' parameters: wide, but such that squares and their inverses are normal. */
final class Check {
  static final double SMALLEST = 1e-150;
  static final double LARGEST = 1e150;

  /** Largest exponent or shape of a rational kernel. */
  static final double LARGEST_SHAPE = 1e6;

  private Check() {}

  static void scale(String name, double value) {
    within(name, value, SMALLEST, LARGEST);
  }

  static void within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name
              + " must lie between "
              + Numbers.format(least)
              + " and "
              + Numbers.format(most)
              + " but is "
              + Numbers.format(value));
    }
  }
}
