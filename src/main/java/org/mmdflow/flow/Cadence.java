package org.mmdflow.flow;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** At which steps something happens. Step 0 is the start. */
@FunctionalInterface
public interface Cadence {
  /** The first step at or after {@code step} at which it happens; Long.MAX_VALUE for never. */
  long atOrAfter(long step);

  /** True when it happens at {@code step}. */
  default boolean isAt(long step) {
    return atOrAfter(step) == step;
  }

  /** At 0, k, 2k, ... */
  static Cadence every(long k) {
    if (k < 1) {
      throw new IllegalArgumentException("a cadence needs at least 1 step but is " + k);
    }
    return step -> {
      long wait = Math.floorMod(-step, k);
      return step > Long.MAX_VALUE - wait ? Long.MAX_VALUE : step + wait;
    };
  }

  /** Never. */
  static Cadence never() {
    return step -> Long.MAX_VALUE;
  }

  /** At the given steps. */
  static Cadence at(Collection<Long> steps) {
    TreeSet<Long> all = new TreeSet<>(steps);
    return step -> {
      Long due = all.ceiling(step);
      return due == null ? Long.MAX_VALUE : due;
    };
  }

  /**
   * About {@code count} steps from 0 to {@code over}, both included, evenly spread over log(1 +
   * step), and on to {@code until} at the same ratio.
   */
  static Cadence logarithmic(int count, long over, long until) {
    if (count < 1 || over < 0) {
      throw new IllegalArgumentException(
          "a logarithmic cadence needs a count of at least 1 and a length of at least 0 but has "
              + count
              + " and "
              + over);
    }
    TreeSet<Long> steps = new TreeSet<>(List.of(0L));
    steps.add(over);
    double ratio = count < 2 ? 0 : Math.log1p((double) over) / (count - 1);
    for (int i = 1; i < count; i++) {
      steps.add(Math.min(over, step(ratio, i)));
    }
    // The exponential saturates at the largest long, which ends an endless cadence too.
    long next = ratio > 0 ? step(ratio, count) : Long.MAX_VALUE;
    for (int i = count; next <= until && next < Long.MAX_VALUE; next = step(ratio, ++i)) {
      steps.add(next);
    }
    return at(steps);
  }

  private static long step(double ratio, int i) {
    return Math.round(Math.expm1(ratio * i));
  }
}
