package org.mmdflow.engine.measurement;

import java.util.Arrays;
import org.mmdflow.engine.Precision;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * n points and m sources drawn from N(0, I) in R^d, as a precision stores them, the sources of
 * equal weight as in a flow. Its arrays are left alone by all who read them.
 */
public final class Workload {
  private final Points points;
  private final Points sources;
  private final double[] weights;
  private final Precision precision;

  private Workload(Points points, Points sources, double[] weights, Precision precision) {
    this.points = points;
    this.sources = sources;
    this.weights = weights;
    this.precision = precision;
  }

  /** Draws one; the same seed gives the same numbers. */
  public static Workload draw(int n, int m, int d, Precision precision, long seed) {
    double[] weights = new double[m];
    Arrays.fill(weights, precision.round(1.0 / m));
    return new Workload(
        normals(n, d, precision, Purpose.START, seed),
        normals(m, d, precision, Purpose.TARGET, seed),
        weights,
        precision);
  }

  private static Points normals(int n, int d, Precision precision, Purpose purpose, long seed) {
    double[] data = new double[Math.multiplyExact(n, d)];
    Noise.of(seed).normals(purpose, 0, 0, n, d, data);
    for (int i = 0; i < data.length; i++) {
      data[i] = precision.round(data[i]);
    }
    return Points.of(n, d, data);
  }

  /** Where the sum is evaluated. */
  public Points points() {
    return points;
  }

  /** What is summed over. */
  public Points sources() {
    return sources;
  }

  /** Of the clouds on a device. */
  public Precision precision() {
    return precision;
  }

  double[] weights() {
    return weights;
  }

  /** The first {@code n} points. */
  Points head(int n) {
    return n == points.n()
        ? points
        : Points.of(n, points.d(), Arrays.copyOf(points.data(), n * points.d()));
  }
}
