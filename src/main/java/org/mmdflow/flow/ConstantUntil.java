package org.mmdflow.flow;

import org.mmdflow.expression.Numbers;

/**
 * One value for n &lt; until, then 0.
 *
 * @param value not below 0
 * @param until first step without it, at least 1
 */
public record ConstantUntil(double value, long until) implements Schedule {
  /** Checks both. */
  public ConstantUntil {
    Levels.level("value", value);
    Levels.steps("until", until);
  }

  @Override
  public double at(long n) {
    return n < until ? value : 0;
  }

  @Override
  public long nextEdge(long n) {
    return at(n) != 0 ? until : Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return "constant(" + Numbers.format(value) + ", until=" + until + ")";
  }
}
