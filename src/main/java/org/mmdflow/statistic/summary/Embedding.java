package org.mmdflow.statistic.summary;

import java.util.Optional;
import java.util.stream.IntStream;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Sample;

/**
 * The mean embedding z(x) = sum_j b_j k(x, y_j) of a weighted sample, and what follows from it:
 * MMD^2 = w'Kw - 2 w'z + b'Kb of any weighted points against the sample.
 *
 * <p>Sums are of doubles where the device has them, whatever the precision of a flow: the MMD of a
 * good summary is far smaller than its three terms. Belongs to its engine's thread.
 */
public final class Embedding implements AutoCloseable {
  /** Rows of one piece of the pass over all pairs of the sample. */
  private static final int PIECE = 2048;

  private final Engine engine;
  private final Sample sample;
  private final Precision precision;
  private final KernelSum sum;
  private final Part all;
  private Optional<double[]> atSample = Optional.empty();

  /** Puts {@code sample} on {@code engine}; it should lie about the origin. */
  public Embedding(Engine engine, Kernel kernel, Sample sample) {
    this.engine = engine;
    this.sample = sample;
    precision = engine.device().can(Capability.DOUBLE) ? Precision.DOUBLE : Precision.FLOAT;
    sum = engine.kernelSum(kernel, sample.d(), precision, Summation.exact());
    double[] masses = sample.weights().timesNumber();
    all = new Part(cloud(sample.points()), cloud(Points.of(masses.length, 1, masses)));
  }

  private Cloud cloud(Points points) {
    Cloud cloud = engine.cloud(points.n(), points.d(), precision);
    cloud.write(points.data());
    return cloud;
  }

  /** The sample. */
  public Sample sample() {
    return sample;
  }

  /** How the sums are made. */
  public Precision precision() {
    return precision;
  }

  /** z at n points: n times as many pairs as the sample has points. */
  public double[] at(Points points) {
    double[] values = new double[points.n()];
    try (Cloud z = cloud(points);
        Cloud out = engine.cloud(points.n(), 1, precision)) {
      sum.value(z, all, out);
      out.read(values);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sample.n();
    }
    return values;
  }

  /** z at the sample's own points: all pairs at the first call, then kept. Not to be changed. */
  public double[] atSample(Watch watch) {
    if (atSample.isEmpty()) {
      int n = sample.n();
      double[] values = new double[n];
      for (int first = 0; first < n; first += PIECE) {
        watch.progress("all pairs of the data", first, n);
        int count = Math.min(PIECE, n - first);
        int[] rows = IntStream.range(first, first + count).toArray();
        System.arraycopy(at(sample.points().rows(rows)), 0, values, first, count);
      }
      watch.progress("all pairs of the data", n, n);
      atSample = Optional.of(values);
    }
    return atSample.get();
  }

  /** b'Kb, which needs z at the sample. */
  public double square(Watch watch) {
    double[] z = atSample(watch);
    double square = 0;
    for (int i = 0; i < z.length; i++) {
      square += sample.weights().get(i) * z[i];
    }
    return square;
  }

  /** k(y_j, x) for all points y_j of the sample and the point x in row {@code row} of points. */
  double[] row(Points points, int row) {
    double[] values = new double[sample.n()];
    try (Cloud one = cloud(points.rows(row));
        Cloud mass = cloud(Points.of(1, 1, new double[] {1}));
        Cloud out = engine.cloud(sample.n(), 1, precision)) {
      sum.value(all.points(), new Part(one, mass), out);
      out.read(values);
    }
    return values;
  }

  /** The Gram matrix of n points, n x n row-major, symmetric. */
  double[] gram(Points points) {
    double[] matrix = new double[Math.multiplyExact(points.n(), points.n())];
    try (Cloud x = cloud(points);
        Cloud block = engine.cloud(points.n(), points.n(), precision)) {
      sum.block(x, x, block);
      block.read(matrix);
    }
    return matrix;
  }

  /** w'Kw. */
  static double quadratic(double[] gram, Weights weights) {
    int n = weights.n();
    double total = 0;
    for (int i = 0; i < n; i++) {
      double line = 0;
      for (int j = 0; j < n; j++) {
        line += weights.get(j) * gram[i * n + j];
      }
      total += weights.get(i) * line;
    }
    return total;
  }

  /** MMD^2 (V-statistic) of points against the sample; may be below 0 by rounding. */
  public double mmd2(Sample points, Watch watch) {
    return mmd2(points, at(points.points()), watch);
  }

  /** Likewise for rows of the sample, of equal mass. */
  public double mmd2(int[] rows, Watch watch) {
    double[] z = atSample(watch);
    double[] chosen = IntStream.of(rows).mapToDouble(i -> z[i]).toArray();
    return mmd2(Sample.of(sample.points().rows(rows)), chosen, watch);
  }

  private double mmd2(Sample points, double[] z, Watch watch) {
    double cross = 0;
    for (int i = 0; i < z.length; i++) {
      cross += points.weights().get(i) * z[i];
    }
    return quadratic(gram(points.points()), points.weights()) - 2 * cross + square(watch);
  }

  @Override
  public void close() {
    all.weights().close();
    all.points().close();
    sum.close();
  }
}
