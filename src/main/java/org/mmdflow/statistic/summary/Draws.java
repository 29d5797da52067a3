package org.mmdflow.statistic.summary;

import java.util.stream.IntStream;
import org.mmdflow.measure.Weights;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Random rows of a weighted sample, by {@link Purpose#SUBSET}. The step tells draws of one seed
 * apart. One thread.
 */
final class Draws {
  /** Steps of the draws of a summary; step 0 is the median heuristic's. */
  static final long RANDOM_SUBSETS = 1;

  static final long START = 1_000;
  static final long THINNING_INPUT = 1_001;
  static final long THINNING_ORDER = 1_002;
  static final long THINNING_SWAPS = 1_003;

  private final Noise noise;
  private final Weights weights;
  private final double[] cumulative;
  private final double[] pair = new double[2];

  Draws(long seed, Weights weights) {
    this.noise = Noise.of(seed);
    this.weights = weights;
    this.cumulative = cumulative(weights.toArray());
  }

  /** Running sums of masses, which need not sum to 1. */
  static double[] cumulative(double[] masses) {
    double[] sums = new double[masses.length];
    double sum = 0;
    for (int i = 0; i < masses.length; i++) {
      sum += masses[i];
      sums[i] = sum;
    }
    return sums;
  }

  /** A uniform number in (0, 1) of 2^-53 and finer steps. */
  double uniform(long step, long index) {
    noise.uniforms(Purpose.SUBSET, step, index, 1, 2, pair);
    return (Math.floor(pair[0] * 0x1p32) + pair[1]) * 0x1p-32;
  }

  /** The row in which the share {@code u} of all mass is reached; one with mass. */
  static int at(double[] cumulative, double u) {
    double mass = u * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > mass) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    while (low > 0 && cumulative[low] == cumulative[low - 1]) {
      low--; // Rounding led beyond the last row with mass.
    }
    return low;
  }

  /**
   * {@code m} random rows of equal mass that stand for the sample: a subset where weights are
   * equal, else draws by weight, in which a row may come again.
   */
  int[] subset(long step, int m) {
    if (weights.isUniform()) {
      return noise.subset(Purpose.SUBSET, step, weights.n(), m);
    }
    return IntStream.range(0, m).map(i -> at(cumulative, uniform(step, i))).toArray();
  }

  /**
   * {@code m} rows in random order, each row about m times its mass often: a subset where weights
   * are equal, else systematic draws at equal distances of cumulated mass.
   */
  int[] systematic(int m) {
    int[] order = noise.permutation(Purpose.SUBSET, THINNING_ORDER, Math.max(m, weights.n()));
    if (weights.isUniform()) {
      return IntStream.of(order).filter(i -> i < weights.n()).limit(m).toArray();
    }
    double shift = uniform(THINNING_INPUT, 0);
    int[] rows = IntStream.range(0, m).map(i -> at(cumulative, (i + shift) / m)).toArray();
    return IntStream.of(order).filter(i -> i < m).map(i -> rows[i]).toArray();
  }
}
