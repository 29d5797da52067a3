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
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

/**
 * The mean embedding z(x) = sum_j b_j k(x, y_j) of a weighted sample, and what follows from it:
 * MMD^2 = w'Kw - 2 w'z + b'Kb of any weighted points against the sample.
 *
 * <p>Sums are of doubles where the device has them, whatever the precision of a flow: the MMD^2 of
 * a good summary is 1e-9 of its three terms and less, which floats know to 1e-7. Passes over many
 * pairs are cut into pieces of some rows, between which a {@link Watch} may end the work; no matrix
 * is stored but by {@link #gram}. Belongs to its engine's thread.
 */
public final class Embedding implements AutoCloseable {
  /** Pairs of one piece of a pass, about a second of the slowest engine. */
  private static final int PIECE = 1 << 27;

  /** Rows of a piece at least, so that the sources are worth their packing. */
  private static final int FEWEST_ROWS = 16;

  /** Values beyond this leave no room for sums and squares of them. */
  private static final double LARGEST = 1e150;

  private final Engine engine;
  private final Kernel kernel;
  private final Sample sample;
  private final Precision precision;
  private final KernelSum sum;
  private final Part all;
  private final int piece;
  private Optional<double[]> atSample = Optional.empty();

  /** Puts {@code sample} on {@code engine}; it should lie about the origin. */
  public Embedding(Engine engine, Kernel kernel, Sample sample) {
    this(engine, kernel, sample, PIECE);
  }

  /** Likewise with pieces of about {@code piece} pairs, which change no bit of any result. */
  Embedding(Engine engine, Kernel kernel, Sample sample, int piece) {
    this.piece = piece;
    this.engine = engine;
    this.kernel = kernel;
    this.sample = sample;
    precision = engine.device().can(Capability.DOUBLE) ? Precision.DOUBLE : Precision.FLOAT;
    sum = engine.kernelSum(kernel, sample.d(), precision, Summation.exact());
    all = part(sample);
  }

  /** The points, with masses that sum to their number. */
  private Part part(Sample points) {
    double[] masses = points.weights().timesNumber();
    return new Part(cloud(points.points()), cloud(Points.of(masses.length, 1, masses)));
  }

  private static void close(Part part) {
    part.weights().close();
    part.points().close();
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
  public double[] at(Points points, Watch watch) {
    return at(points, all, (done, total) -> watch.check());
  }

  /** Is told how many rows are done. */
  private interface Rows {
    void done(int rows, int total);
  }

  /** The mean embedding of {@code sources} at n points, some rows at a time. */
  private double[] at(Points points, Part sources, Rows rows) {
    int n = points.n();
    long m = sources.points().n();
    int most = (int) Math.max(FEWEST_ROWS, piece / m);
    double[] values = new double[n];
    for (int first = 0; first < n; first += most) {
      rows.done(first, n);
      int count = Math.min(most, n - first);
      double[] found = new double[count];
      try (Cloud z = cloud(points.rows(IntStream.range(first, first + count).toArray()));
          Cloud out = engine.cloud(count, 1, precision)) {
        sum.value(z, sources, out);
        out.read(found);
      }
      for (int i = 0; i < count; i++) {
        values[first + i] = found[i] / m;
      }
    }
    rows.done(n, n);
    return values;
  }

  /**
   * z at the sample's own points: all pairs at the first call, then kept. Not to be changed.
   *
   * @throws UserError if the kernel is not finite there, or too large to be reckoned with
   */
  public double[] atSample(Watch watch) {
    if (atSample.isEmpty()) {
      double[] values =
          at(
              sample.points(),
              all,
              (done, total) -> watch.progress("all pairs of the data", done, total));
      for (double value : values) {
        checkUsable(value);
      }
      atSample = Optional.of(values);
    }
    return atSample.get();
  }

  private void checkUsable(double value) {
    if (!(Math.abs(value) < LARGEST)) {
      throw new UserError(
          "the kernel "
              + kernel
              + " is "
              + (Double.isFinite(value) ? "too large" : "not finite")
              + " on the data, in the kernel; give the data in another unit, or another kernel such"
              + " as gaussian(h=median)");
    }
  }

  /** b'Kb, which needs z at the sample. */
  public double square(Watch watch) {
    return sum(sample, atSample(watch));
  }

  /** The sum of masses times |z| at the sample: of what size the terms of an MMD^2 are. */
  double size(Watch watch) {
    double[] z = atSample(watch);
    double size = 0;
    for (int i = 0; i < z.length; i++) {
      size += sample.weights().get(i) * Math.abs(z[i]);
    }
    return size;
  }

  private static double sum(Sample points, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += points.weights().get(i) * values[i];
    }
    return sum;
  }

  /** w'Kw: as many pairs as there are among the points, and memory for the points alone. */
  double square(Sample points, Watch watch) {
    Part sources = part(points);
    try {
      return sum(points, at(points.points(), sources, (done, total) -> watch.check()));
    } finally {
      close(sources);
    }
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

  /**
   * The Gram matrix of n points, n x n row-major, symmetric.
   *
   * @throws UserError if the kernel is not finite there, or too large to be reckoned with
   */
  double[] gram(Points points) {
    double[] matrix = new double[Math.multiplyExact(points.n(), points.n())];
    try (Cloud x = cloud(points);
        Cloud block = engine.cloud(points.n(), points.n(), precision)) {
      sum.block(x, x, block);
      block.read(matrix);
    }
    for (double value : matrix) {
      checkUsable(value);
    }
    return matrix;
  }

  /** MMD^2 (V-statistic) of points against the sample; may be below 0 by rounding. */
  public double mmd2(Sample points, Watch watch) {
    return mmd2(points, at(points.points(), watch), watch);
  }

  /** Likewise for rows of the sample, of equal mass. */
  public double mmd2(int[] rows, Watch watch) {
    double[] z = atSample(watch);
    double[] chosen = IntStream.of(rows).mapToDouble(i -> z[i]).toArray();
    return mmd2(Sample.of(sample.points().rows(rows)), chosen, watch);
  }

  private double mmd2(Sample points, double[] z, Watch watch) {
    return square(points, watch) - 2 * sum(points, z) + square(watch);
  }

  @Override
  public void close() {
    close(all);
    sum.close();
  }
}
