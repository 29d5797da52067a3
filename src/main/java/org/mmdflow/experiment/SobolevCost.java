package org.mmdflow.experiment;

import java.util.Arrays;
import org.mmdflow.flow.KernelSobolev;
import org.mmdflow.flow.Scheme;
import org.mmdflow.measure.Points;

/** What the dense systems of the scheme sobolev take beside the engine's sums. */
final class SobolevCost {
  /** Unknowns of the system that is timed: some 0.01 s. */
  private static final int TIMED = 400;

  /** Until the virtual machine has compiled the loops, and a quiet moment was met. */
  private static final double ENOUGH_SECONDS = 1.5;

  private SobolevCost() {}

  /** Bytes of the Java heap. */
  static long bytes(ResolvedExperiment e) {
    Points start = e.inputs().start();
    return e.scheme() instanceof Scheme.Sobolev ? KernelSobolev.bytes(start.n(), start.d()) : 0;
  }

  /** The most particles in R^d. */
  static long most(ResolvedExperiment e, long otherwise) {
    return e.scheme() instanceof Scheme.Sobolev
        ? Math.min(otherwise, KernelSobolev.MOST_COORDINATES / e.inputs().start().d())
        : otherwise;
  }

  /**
   * Seconds a step: the best of the systems of the first particles within about a second, times the
   * cube of the ratio of their numbers.
   */
  static double seconds(ResolvedExperiment e) {
    if (!(e.scheme() instanceof Scheme.Sobolev sobolev)) {
      return 0;
    }
    Points start = e.inputs().start();
    int n = Math.min(start.n(), Math.max(1, TIMED / start.d()));
    double[] x = Arrays.copyOf(start.data(), n * start.d());
    double[] weights = new double[n];
    Arrays.fill(weights, 1.0 / n);
    KernelSobolev system = new KernelSobolev(e.kernel(), n, start.d(), sobolev.ridge(e.kernel()));
    double best = Double.MAX_VALUE;
    double spent = 0;
    while (spent < ENOUGH_SECONDS) {
      long since = System.nanoTime();
      system.apply(x, weights, new double[x.length]);
      double seconds = Math.max(1e-9, (System.nanoTime() - since) * 1e-9);
      best = Math.min(best, seconds);
      spent += seconds;
    }
    return best * Math.pow((double) start.n() / n, 3);
  }
}
