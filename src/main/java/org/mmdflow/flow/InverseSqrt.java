package org.mmdflow.flow;

import org.mmdflow.expression.Numbers;

/**
 * start / sqrt(n + 1).
 *
 * @param start value at step 0, not below 0
 */
public record InverseSqrt(double start) implements Schedule {
  /** Checks the value. */
  public InverseSqrt {
    Levels.level("start", start);
  }

  @Override
  public double at(long n) {
    return start / Math.sqrt(n + 1.0);
  }

  @Override
  public String toString() {
    return "inverse-sqrt(" + Numbers.format(start) + ")";
  }
}
