package org.mmdflow.experiment;

import java.util.Arrays;
import java.util.List;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.measure.Points;

/** Measures how many pairs of points an engine takes a second, value and gradient. */
final class PairRate {
  private static final double ENOUGH_SECONDS = 0.1;

  /** Until the virtual machine has compiled the inner loops. */
  private static final double WARM_UP_SECONDS = 1;

  private static final int FIRST = 256;

  private PairRate() {}

  /**
   * After a second of warming up, doubles the size of a gradient pass over the experiment's own
   * points until one takes about 0.1 s, or all are in it; the best of the passes of that size
   * counts. Where the kernel is one of features, whose cost grows with the points and not with the
   * pairs, the pairs of the whole experiment count in the time that its points take.
   */
  static double measure(Engine engine, ResolvedExperiment e) {
    Points at = e.inputs().start();
    Points sources = e.inputs().targetPoints(e.experiment().seed);
    Precision precision = e.experiment().precision;
    try (KernelSum sum =
        engine.kernelSum(e.kernel(), at.d(), precision, e.experiment().summation)) {
      int n = Math.min(at.n(), FIRST);
      int m = Math.min(sources.n(), FIRST);
      pass(engine, sum, precision, head(at, n), head(sources, m), WARM_UP_SECONDS);
      double seconds = measured(engine, sum, precision, head(at, n), head(sources, m));
      while (seconds < ENOUGH_SECONDS && (n < at.n() || m < sources.n())) {
        n = Math.min(at.n(), 2 * n);
        m = Math.min(sources.n(), 2 * m);
        seconds = measured(engine, sum, precision, head(at, n), head(sources, m));
      }
      return e.kernel() instanceof FeatureKernel
          ? e.pairs() / (seconds * work(e) / (2.0 * n + m))
          : (double) n * m / seconds;
    }
  }

  /** Of a pass of features, in features of one point: a gradient takes about two. */
  private static double work(ResolvedExperiment e) {
    return 3.0 * e.inputs().start().n() + e.inputs().target().n();
  }

  private static double measured(
      Engine engine, KernelSum sum, Precision precision, Points at, Points sources) {
    return pass(engine, sum, precision, at, sources, ENOUGH_SECONDS);
  }

  /** The best of at least two passes, over at least {@code atLeast} seconds. */
  private static double pass(
      Engine engine,
      KernelSum sum,
      Precision precision,
      Points at,
      Points sources,
      double atLeast) {
    try (Cloud z = cloud(engine, at, precision);
        Cloud s = cloud(engine, sources, precision);
        Cloud weights = engine.cloud(sources.n(), 1, precision);
        Cloud gradient = engine.cloud(at.n(), at.d(), precision)) {
      double[] equal = new double[sources.n()];
      Arrays.fill(equal, 1.0 / equal.length);
      weights.write(equal);
      double[] result = new double[at.data().length];
      double best = Double.MAX_VALUE;
      double spent = 0;
      for (int i = 0; i < 2 || spent < atLeast; i++) {
        long since = System.nanoTime();
        sum.gradient(z, List.of(new Part(s, weights)), gradient, List.of());
        gradient.read(result);
        double seconds = Math.max(1e-9, (System.nanoTime() - since) * 1e-9);
        best = Math.min(best, seconds);
        spent += seconds;
      }
      return best;
    }
  }

  private static Cloud cloud(Engine engine, Points points, Precision precision) {
    Cloud cloud = engine.cloud(points.n(), points.d(), precision);
    cloud.write(points.data());
    return cloud;
  }

  private static Points head(Points points, int n) {
    return Points.of(n, points.d(), Arrays.copyOf(points.data(), n * points.d()));
  }
}
