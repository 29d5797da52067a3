package org.mmdflow.engine.measurement;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** Repeats a pass until its time is known well, or enough time is spent. */
final class Timer {
  /** Warm when so many passes in a row differ slightly from the fastest, not before so long. */
  private static final int STEADY = 3;

  private static final double SLIGHTLY = 0.05;
  private static final double LEAST_WARM_UP = 0.3;
  private static final double MOST_WARM_UP = 1.5;

  /** Shorter passes are timed several at once. */
  private static final double LONG_ENOUGH = 2e-3;

  private static final int FEWEST = 5;
  private static final double LEAST = 0.3;
  private static final double MOST = 1;
  private static final double SMALL_SPREAD = 0.02;

  private final LongSupplier nanoseconds;

  /** {@code nanoseconds} is the clock. */
  Timer(LongSupplier nanoseconds) {
    this.nanoseconds = nanoseconds;
  }

  /** Seconds of one pass. */
  double once(Runnable pass) {
    return mean(pass, 1);
  }

  private double mean(Runnable pass, int passes) {
    long began = nanoseconds.getAsLong();
    for (int i = 0; i < passes; i++) {
      pass.run();
    }
    // A clock may stand still through a short pass.
    return Math.max(1, nanoseconds.getAsLong() - began) * 1e-9 / passes;
  }

  /** Until compilers, caches and clocks have settled. */
  void warmUp(Runnable pass) {
    double best = Double.POSITIVE_INFINITY;
    double spent = 0;
    int steady = 0;
    while (spent < LEAST_WARM_UP || (steady < STEADY && spent < MOST_WARM_UP)) {
      double seconds = once(pass);
      spent += seconds;
      steady = Math.abs(seconds - best) <= SLIGHTLY * best ? steady + 1 : 0;
      best = Math.min(best, seconds);
    }
  }

  /** The median of at least five passes, of more until it is sharp. */
  Timing measure(Runnable pass) {
    int together = (int) Math.ceil(Math.min(1e6, LONG_ENOUGH / once(pass)));
    // No more fit into the longest time, but for a clock that stands still.
    double[] seconds = new double[(int) (MOST / LONG_ENOUGH) + FEWEST];
    int count = 0;
    double spent = 0;
    Timing timing = new Timing(0, Double.POSITIVE_INFINITY, 0);
    while (count < seconds.length
        && (count < FEWEST || spent < LEAST || (timing.spread() > SMALL_SPREAD && spent < MOST))) {
      seconds[count] = mean(pass, together);
      spent += seconds[count] * together;
      count++;
      timing = summary(Arrays.copyOf(seconds, count), together);
    }
    return timing;
  }

  private static Timing summary(double[] seconds, int together) {
    Arrays.sort(seconds);
    int count = seconds.length;
    double median = 0.5 * (seconds[(count - 1) / 2] + seconds[count / 2]);
    double middleHalf = seconds[count - 1 - count / 4] - seconds[count / 4];
    return new Timing(median, middleHalf / median, count * together);
  }
}
