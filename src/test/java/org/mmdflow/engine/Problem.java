package org.mmdflow.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Evaluation points and weighted sources on the host.
 *
 * @param d dimension
 * @param at n x d
 * @param parts the sources
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Problem(int d, double[] at, List<Problem.Sources> parts) {
  /**
   * @param points m x d
   * @param weights m
   */
  record Sources(double[] points, double[] weights) {
    int n() {
      return weights.length;
    }

    double[] point(int j, int d) {
      return Arrays.copyOfRange(points, j * d, (j + 1) * d);
    }
  }

  /** The standard problem: both clouds from N(0, I), weights that sum to 1. */
  static Problem standard(int n, int m, int d, long seed) {
    Random random = new Random(seed);
    return of(d, normals(random, n * d), new Sources(normals(random, m * d), positive(random, m)));
  }

  static Problem of(int d, double[] at, Sources... parts) {
    return new Problem(d, at, List.of(parts));
  }

  static double[] normals(Random random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  /** Positive weights that sum to 1. */
  static double[] positive(Random random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> 0.5 + random.nextDouble());
    double sum = Arrays.stream(values).sum();
    Arrays.setAll(values, i -> values[i] / sum);
    return values;
  }

  static double[] constant(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  int n() {
    return at.length / d;
  }

  double[] point(int i) {
    return Arrays.copyOfRange(at, i * d, (i + 1) * d);
  }

  /** All coordinates, but no weight, through {@code map}. */
  Problem moved(DoubleUnaryOperator map) {
    return new Problem(
        d,
        Arrays.stream(at).map(map).toArray(),
        parts.stream()
            .map(s -> new Sources(Arrays.stream(s.points).map(map).toArray(), s.weights))
            .toList());
  }

  /** The numbers that a cloud of that precision holds: what an oracle must be fed. */
  Problem rounded(Precision precision) {
    Problem moved = moved(precision::round);
    return new Problem(
        d,
        moved.at,
        moved.parts.stream()
            .map(
                s ->
                    new Sources(s.points, Arrays.stream(s.weights).map(precision::round).toArray()))
            .toList());
  }
}
