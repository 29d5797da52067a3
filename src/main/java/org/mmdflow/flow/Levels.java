package org.mmdflow.flow;

import org.mmdflow.expression.Numbers;

/** Checks of the schedules' numbers. */
final class Levels {
  private Levels() {}

  static void level(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " must be finite and at least 0 but is " + Numbers.format(value));
    }
  }

  static void steps(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
    }
  }
}
