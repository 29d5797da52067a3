package org.mmdflow.measure;

/**
 * Picks an index with probability proportional to its mass, by binary search in the running sums.
 * An index without mass is never picked. Immutable.
 */
final class InverseCdf {
  private final double[] sums;

  private InverseCdf(double[] sums) {
    this.sums = sums;
  }

  /**
   * @param masses not negative, finite, some above 0; copied
   */
  static InverseCdf of(double[] masses) {
    return ofOwned(masses.clone());
  }

  /** As {@link #of}, but overwrites and keeps the array. */
  static InverseCdf ofOwned(double[] masses) {
    double sum = 0;
    for (int i = 0; i < masses.length; i++) {
      if (!(masses[i] >= 0)) {
        throw new IllegalArgumentException("mass " + i + " is negative: " + masses[i]);
      }
      sum += masses[i];
      masses[i] = sum;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException("masses have no finite positive sum: " + sum);
    }
    return new InverseCdf(masses);
  }

  /** The first index whose running sum exceeds {@code u} times the total, u in [0, 1). */
  int index(double u) {
    double level = u * sums[sums.length - 1];
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > level) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
