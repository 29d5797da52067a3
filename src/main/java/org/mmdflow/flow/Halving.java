package org.mmdflow.flow;

import org.mmdflow.expression.Numbers;

/**
 * start 2^-floor(n / every).
 *
 * @param start value at step 0, not below 0
 * @param every steps between two halvings, at least 1
 */
public record Halving(double start, long every) implements Schedule {
  /** After so many halvings every double is 0. */
  private static final long LAST = 2200;

  /** Checks both. */
  public Halving {
    Levels.level("start", start);
    Levels.steps("every", every);
  }

  @Override
  public double at(long n) {
    return Math.scalb(start, -(int) Math.min(n / every, LAST));
  }

  @Override
  public long nextEdge(long n) {
    long period = n / every;
    boolean beyond = at(n) == 0 || every > (Long.MAX_VALUE - 1) / (period + 1);
    return beyond ? Long.MAX_VALUE : every * (period + 1);
  }

  @Override
  public String toString() {
    return "halving(" + Numbers.format(start) + ", every=" + every + ")";
  }
}
