package org.mmdflow.engine;

import java.util.List;
import org.mmdflow.kernel.Kernel;

/** A short measurement of an engine: enough to tell which of two is faster. */
final class Race {
  private static final int D = 3;
  private static final int FIRST = 4096;
  private static final int MOST = 1 << 17;
  private static final double SECONDS = 0.01;

  private Race() {}

  /**
   * Pairs per second, value and gradient in R^3: of sums that grow until one takes about 10 ms, so
   * that a large device is full.
   */
  static double speed(Engine engine) {
    for (int n = FIRST; ; n *= 2) {
      double seconds = seconds(engine, n);
      if (seconds >= SECONDS || n >= MOST) {
        return (double) n * n / seconds;
      }
    }
  }

  /** The shorter of two sums after one that warms up. */
  private static double seconds(Engine engine, int n) {
    try (Cloud points = engine.cloud(n, D, Precision.FLOAT);
        Cloud weights = engine.cloud(n, 1, Precision.FLOAT);
        Cloud gradient = engine.cloud(n, D, Precision.FLOAT);
        KernelSum sum =
            engine.kernelSum(Kernel.gaussian(1), D, Precision.FLOAT, Summation.exact())) {
      double best = Double.POSITIVE_INFINITY;
      for (int call = 0; call < 3; call++) {
        long begun = System.nanoTime();
        sum.gradient(points, List.of(new Part(points, weights)), gradient, List.of());
        double seconds = (System.nanoTime() - begun) * 1e-9;
        best = call == 0 ? best : Math.min(best, seconds);
      }
      return best;
    }
  }
}
