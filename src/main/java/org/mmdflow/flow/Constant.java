package org.mmdflow.flow;

import org.mmdflow.expression.Numbers;

/**
 * The same value at every step.
 *
 * @param value not below 0
 */
public record Constant(double value) implements Schedule {
  /** Checks the value. */
  public Constant {
    Levels.level("value", value);
  }

  @Override
  public double at(long n) {
    return value;
  }

  @Override
  public String toString() {
    return Numbers.format(value);
  }
}
