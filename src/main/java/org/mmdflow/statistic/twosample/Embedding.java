package org.mmdflow.statistic.twosample;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Watch;

/** The mean of k(z, x) over the points x of a sample. Belongs to the engine's thread. */
final class Embedding implements AutoCloseable {
  /** Pairs between two looks at the watch. */
  private static final long PAIRS = 100_000_000;

  private final Engine engine;
  private final Precision precision;
  private final KernelSum sum;
  private final Part sample;

  Embedding(Engine engine, Precision precision, Kernel kernel, Points sample) {
    this.engine = engine;
    this.precision = precision;
    sum = engine.kernelSum(kernel, sample.d(), precision, Summation.exact());
    Cloud points = engine.cloud(sample.n(), sample.d(), precision);
    points.write(sample.data());
    Cloud weights = engine.cloud(sample.n(), 1, precision);
    double[] equal = new double[sample.n()];
    Arrays.fill(equal, 1.0 / sample.n());
    weights.write(equal);
    this.sample = new Part(points, weights);
  }

  /** {@return the mean at each point z, some points at a time} */
  double[] at(Points z, Watch watch) {
    int step = (int) Math.max(1, Math.min(z.n(), PAIRS / sample.points().n()));
    double[] means = new double[z.n()];
    for (int first = 0; first < z.n(); first += step) {
      watch.progress("where the samples differ", first, z.n());
      Points some = z.rows(IntStream.range(first, Math.min(z.n(), first + step)).toArray());
      System.arraycopy(some(some), 0, means, first, some.n());
    }
    return means;
  }

  private double[] some(Points z) {
    double[] means = new double[z.n()];
    try (Cloud at = engine.cloud(z.n(), z.d(), precision);
        Cloud out = engine.cloud(z.n(), 1, precision)) {
      at.write(z.data());
      sum.value(at, sample, out);
      out.read(means);
    }
    return means;
  }

  @Override
  public void close() {
    sample.weights().close();
    sample.points().close();
    sum.close();
  }
}
