package org.mmdflow.flow;

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
    return step -> Math.multiplyExact((step + k - 1) / k, k);
  }

  /** Never. */
  static Cadence never() {
    return step -> Long.MAX_VALUE;
  }

  /**
   * About {@code count} steps from 0 to {@code total}, both included, evenly spread over log(1 +
   * step).
   */
  static Cadence logarithmic(int count, long total) {
    TreeSet<Long> steps = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      double fraction = count == 1 ? 1 : (double) i / (count - 1);
      steps.add(Math.min(total, Math.round(Math.expm1(fraction * Math.log1p(total)))));
    }
    steps.add(0L);
    steps.add(total);
    return step -> {
      Long next = steps.ceiling(step);
      return next == null ? Long.MAX_VALUE : next;
    };
  }
}
