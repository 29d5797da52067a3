package org.mmdflow.theory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.mmdflow.measure.Weights;

/** Optimal transport on the line: the points of both measures in order of their quantiles. */
final class LineTransport {
  /** A measure on the line: its points ascending, and the mass up to and with each. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Quantiles(double[] points, double[] mass) {
    /**
     * Sorts.
     *
     * @param points kept and sorted in place where the weights are uniform, else left alone
     */
    static Quantiles of(double[] points, Weights weights) {
      int n = points.length;
      double[] mass = new double[n];
      if (weights.isUniform()) {
        Arrays.sort(points);
        // Correctly rounded quotients: equal fractions of two sizes are equal numbers.
        Arrays.setAll(mass, i -> (i + 1.0) / n);
        return new Quantiles(points, mass);
      }
      double[] sorted = new double[n];
      int[] order =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> points[i]))
              .mapToInt(i -> i)
              .toArray();
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sorted[k] = points[order[k]];
        sum += weights.get(order[k]);
        mass[k] = sum;
      }
      mass[n - 1] = 1;
      return new Quantiles(sorted, mass);
    }
  }

  private LineTransport() {}

  /** W2 squared: the integral of the squared difference of the quantiles over the masses. */
  static double squared(Quantiles a, Quantiles b) {
    double sum = 0;
    double done = 0;
    int i = 0;
    int j = 0;
    while (i < a.points.length && j < b.points.length) {
      double upTo = Math.min(a.mass[i], b.mass[j]);
      double difference = a.points[i] - b.points[j];
      sum += Math.max(0, upTo - done) * difference * difference;
      done = upTo;
      // Both first: the mass at i may be that at j.
      boolean first = a.mass[i] <= upTo;
      boolean second = b.mass[j] <= upTo;
      i += first ? 1 : 0;
      j += second ? 1 : 0;
    }
    return sum;
  }
}
