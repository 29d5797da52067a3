package org.mmdflow.statistic;

import java.util.Arrays;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** The median distance between the points of a sample, a bandwidth where no better one is known. */
public final class MedianHeuristic {
  /** Larger samples are represented by a random subset of so many points. */
  public static final int LARGEST = 2000;

  private MedianHeuristic() {}

  /**
   * The median of |y_i - y_j| over the pairs i &lt; j, the mean of the two middle values where
   * their number is even. Samples of more than {@value #LARGEST} points are represented by the
   * subset of {@link Purpose#SUBSET}, step 0.
   *
   * @param points left alone
   * @param seed picks the subset
   * @throws UserError if there is no pair, or the median is 0: at least half the pairs coincide
   */
  public static double median(Points points, long seed) {
    Points some =
        points.n() <= LARGEST
            ? points
            : points.rows(Noise.of(seed).subset(Purpose.SUBSET, 0, points.n(), LARGEST));
    if (some.n() < 2) {
      throw unusable("the target is a single point, which has no median distance");
    }
    double[] squares = squaredDistances(some);
    Arrays.sort(squares);
    int middle = squares.length / 2;
    double upper = Math.sqrt(squares[middle]);
    double median =
        squares.length % 2 == 1 ? upper : 0.5 * (Math.sqrt(squares[middle - 1]) + upper);
    if (median == 0) {
      throw unusable("the median distance of the target is 0: most of its points coincide");
    }
    return median;
  }

  private static UserError unusable(String what) {
    return new UserError(what + ", in a bandwidth \"median\"; give the bandwidth as a number");
  }

  private static double[] squaredDistances(Points points) {
    int n = points.n();
    int d = points.d();
    double[] x = points.data();
    double[] squares = new double[n * (n - 1) / 2];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double square = 0;
        for (int c = 0; c < d; c++) {
          double difference = x[i * d + c] - x[j * d + c];
          square += difference * difference;
        }
        squares[pair++] = square;
      }
    }
    return squares;
  }
}
