package org.mmdflow.statistic.summary;

import java.util.Arrays;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

/**
 * Seeds of k-means++ (Arthur and Vassilvitskii 2007): rows drawn one after the other, with
 * probability in proportion to mass times the squared distance to the nearest seed so far. O(N M d)
 * on the host.
 */
final class Seeds {
  private Seeds() {}

  /**
   * {@code m} rows of the sample; different points as long as there are any with mass, and then
   * draws by mass.
   */
  static int[] rows(Sample sample, int m, Draws draws, Watch watch) {
    Points points = sample.points();
    double[] masses = sample.weights().toArray();
    double[] nearest = new double[sample.n()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[] chances = masses.clone();
    int[] rows = new int[m];
    for (int k = 0; k < m; k++) {
      watch.progress("seeds of k-means++", k, m);
      double[] cumulative = Draws.cumulative(chances);
      if (!(cumulative[cumulative.length - 1] > 0)) {
        cumulative = Draws.cumulative(masses);
      }
      rows[k] = Draws.at(cumulative, draws.uniform(Draws.START, k));
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = Math.min(nearest[i], squaredDistance(points, i, rows[k]));
        chances[i] = masses[i] * nearest[i];
      }
    }
    return rows;
  }

  private static double squaredDistance(Points points, int i, int j) {
    int d = points.d();
    double[] x = points.data();
    double square = 0;
    for (int c = 0; c < d; c++) {
      double difference = x[i * d + c] - x[j * d + c];
      square += difference * difference;
    }
    return square;
  }
}
