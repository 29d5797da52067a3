package org.mmdflow.theory;

import org.mmdflow.engine.Part;

/**
 * Weighted points on the host. Weights may all be negative, as a target's are among the sources of
 * a witness: they are divided by their sum.
 */
final class MassCloud {
  private final int d;
  private final double[] points;
  private final double[] masses;

  private MassCloud(int d, double[] points, double[] masses) {
    this.d = d;
    this.points = points;
    this.masses = masses;
  }

  /** A copy of what is on the device. */
  static MassCloud read(Part part) {
    int n = Math.toIntExact(part.points().n());
    int d = part.points().d();
    double[] points = new double[Math.multiplyExact(n, d)];
    double[] masses = new double[n];
    part.points().read(points);
    part.weights().read(masses);
    double sum = 0;
    for (double mass : masses) {
      sum += mass;
    }
    for (int i = 0; i < n; i++) {
      masses[i] /= sum;
    }
    return new MassCloud(d, points, masses);
  }

  /** Of length d. */
  double[] mean() {
    double[] mean = new double[d];
    for (int i = 0; i < points.length; i++) {
      mean[i % d] += masses[i / d] * points[i];
    }
    return mean;
  }

  /** The root mean square distance to the mean, divided by sqrt(d). */
  double standardDeviation() {
    double[] mean = mean();
    double variance = 0;
    for (int i = 0; i < masses.length; i++) {
      variance += masses[i] * squaredDistance(i, mean);
    }
    return Math.sqrt(variance / d);
  }

  /** The mass at distances from {@code least} to {@code most} of {@code centre}, both included. */
  double massBetween(double[] centre, double least, double most) {
    double mass = 0;
    for (int i = 0; i < masses.length; i++) {
      double distance = Math.sqrt(squaredDistance(i, centre));
      if (distance >= least && distance <= most) {
        mass += masses[i];
      }
    }
    // Masses sum to 1 up to rounding.
    return Math.min(1, mass);
  }

  /** The largest distance to {@code centre}. */
  double largestDistance(double[] centre) {
    double largest = 0;
    for (int i = 0; i < masses.length; i++) {
      largest = Math.max(largest, squaredDistance(i, centre));
    }
    return Math.sqrt(largest);
  }

  private double squaredDistance(int i, double[] centre) {
    double sum = 0;
    for (int c = 0; c < d; c++) {
      double difference = points[i * d + c] - centre[c];
      sum += difference * difference;
    }
    return sum;
  }
}
