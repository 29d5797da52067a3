package org.mmdflow.report;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.GramBlocks;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.Sample;

/**
 * How far two clouds are apart, and whether a random division of their points would be as far.
 *
 * @param mmd2U the unbiased estimate of all points; empty where a cloud is a single point
 * @param pValue (1 + permutations at least as far) / (1 + permutations), never 0; empty where the
 *     points have weights
 */
public record CloudComparison(OptionalDouble mmd2U, OptionalDouble pValue) {
  /** Larger clouds stand in the permutations by a random subset of so many points. */
  static final int LARGEST = 1000;

  /**
   * Compares on {@code engine}, whose thread this must be.
   *
   * @param permutations at least 1
   * @param seed of the permutations and subsets
   * @param notes told what is undefined or taken from a subset
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static CloudComparison of(
      Engine engine,
      Precision precision,
      Kernel kernel,
      Sample x,
      Sample y,
      int permutations,
      long seed,
      Consumer<String> notes) {
    if (x.n() < 2 || y.n() < 2) {
      notes.accept("a cloud is a single point: there is no unbiased estimate of the distance");
      return new CloudComparison(OptionalDouble.empty(), OptionalDouble.empty());
    }
    double mmd2 = Mmd.estimate(engine, precision, kernel, x, y, Estimator.U).mmd2();
    if (!x.weights().isUniform() || !y.weights().isUniform()) {
      notes.accept("the particles have weights, which no permutation keeps: there is no p-value");
      return new CloudComparison(OptionalDouble.of(mmd2), OptionalDouble.empty());
    }
    Points a = some(x.points(), 0, seed, notes);
    Points b = some(y.points(), 1, seed, notes);
    double p = pValue(gram(engine, precision, kernel, a, b), a.n(), permutations, seed);
    return new CloudComparison(OptionalDouble.of(mmd2), OptionalDouble.of(p));
  }

  private static Points some(Points points, long draw, long seed, Consumer<String> notes) {
    if (points.n() <= LARGEST) {
      return points;
    }
    notes.accept(
        "the permutations take " + LARGEST + " of " + points.n() + " points, chosen at random");
    return points.rows(Noise.of(seed).subset(Purpose.SUBSET, draw, points.n(), LARGEST));
  }

  /** The kernel of each pair of the points of both, row by row. */
  private static double[][] gram(
      Engine engine, Precision precision, Kernel kernel, Points a, Points b) {
    double[] all = Arrays.copyOf(a.data(), a.data().length + b.data().length);
    System.arraycopy(b.data(), 0, all, a.data().length, b.data().length);
    Points pooled = Points.of(a.n() + b.n(), a.d(), all);
    double[][] gram = new double[pooled.n()][];
    int[] row = {0};
    GramBlocks.compute(
        engine,
        kernel,
        precision,
        pooled,
        pooled,
        (piece, count) -> {
          for (int i = 0; i < count; i++) {
            int from = i * pooled.n();
            gram[row[0]++] = Arrays.copyOfRange(piece, from, from + pooled.n());
          }
        });
    return gram;
  }

  /** The share of divisions into n and the other points that are as far apart as the first. */
  static double pValue(double[][] gram, int n, int permutations, long seed) {
    int[] order = new int[gram.length];
    Arrays.setAll(order, i -> i);
    double[] rowSums = new double[gram.length];
    for (int i = 0; i < gram.length; i++) {
      rowSums[i] = Arrays.stream(gram[i]).sum() - gram[i][i];
    }
    Noise noise = Noise.of(seed);
    double observed = mmd2(gram, rowSums, order, n);
    int asFar = 0;
    for (int p = 0; p < permutations; p++) {
      int[] drawn = noise.permutation(Purpose.PERMUTATION, p, gram.length);
      if (mmd2(gram, rowSums, drawn, n) >= observed) {
        asFar++;
      }
    }
    return (1.0 + asFar) / (1.0 + permutations);
  }

  /** The unbiased estimate where the first n of {@code order} are one sample. */
  private static double mmd2(double[][] gram, double[] rowSums, int[] order, int n) {
    int[] first = Arrays.copyOf(order, n);
    // In one order whatever the permutation: equal divisions give equal bits.
    Arrays.sort(first);
    double within = 0;
    double firstRows = 0;
    for (int i = 0; i < n; i++) {
      double[] row = gram[first[i]];
      firstRows += rowSums[first[i]];
      for (int j = 0; j < i; j++) {
        within += row[first[j]];
      }
    }
    within *= 2;
    double across = firstRows - within;
    double others = Arrays.stream(rowSums).sum() - within - 2 * across;
    double m = (double) gram.length - n;
    return within / (n * (n - 1.0)) + others / (m * (m - 1)) - 2 * across / (n * m);
  }
}
