package org.mmdflow.flow;

import org.mmdflow.expression.Numbers;

/**
 * from + (to - from) min(n / over, 1).
 *
 * @param from value at step 0, not below 0
 * @param to value from step {@code over} on, not below 0
 * @param over steps between the two, at least 1
 */
public record LinearSchedule(double from, double to, long over) implements Schedule {
  /** Checks all three. */
  public LinearSchedule {
    Levels.level("from", from);
    Levels.level("to", to);
    Levels.steps("over", over);
  }

  @Override
  public double at(long n) {
    return n >= over ? to : from + (to - from) * ((double) n / over);
  }

  @Override
  public String toString() {
    return "linear(" + Numbers.format(from) + ", " + Numbers.format(to) + ", over=" + over + ")";
  }
}
