package org.mmdflow.engine.reference;

import org.mmdflow.kernel.Features;

/**
 * Weighted sums of features over many points: leaf by leaf of {@value #LEAF} points, the leaves
 * added in ascending order, so that the threads do not change the bits. A leaf is smaller than that
 * of pairs, because a point of a leaf costs as much as many pairs.
 */
final class FeatureTotals {
  /** Points in a leaf. */
  static final int LEAF = 32;

  /** Leaves in work at once, for each thread. */
  private static final int LEAVES_PER_THREAD = 4;

  private final WorkerTeam team;
  private final Features features;
  private final int length;
  private double[][] leaves = new double[0][];

  FeatureTotals(WorkerTeam team, Features features) {
    this.team = team;
    this.features = features;
    this.length = features.length();
  }

  /** sum_j w_j phi(s_j), a new array. */
  double[] of(double[] points, double[] weights, int n) {
    double[] total = new double[length];
    int count = (n + LEAF - 1) / LEAF;
    int atOnce = Math.min(count, LEAVES_PER_THREAD * team.threads());
    if (leaves.length < atOnce) {
      leaves = new double[atOnce][length];
    }
    for (int begin = 0; begin < count; begin += atOnce) {
      int first = begin;
      int now = Math.min(atOnce, count - first);
      team.run(
          now,
          1,
          (from, to, workspace) -> {
            for (int k = from; k < to; k++) {
              sumLeaf(points, weights, (first + k) * LEAF, n, leaves[k], workspace);
            }
          });
      for (int k = 0; k < now; k++) {
        add(leaves[k], total);
      }
    }
    return total;
  }

  private void sumLeaf(
      double[] points, double[] weights, int first, int n, double[] sum, Workspace workspace) {
    double[] phi = workspace.features(length);
    int d = features.d();
    for (int j = first; j < Math.min(n, first + LEAF); j++) {
      features.write(points, j * d, phi);
      double weight = weights[j];
      if (j == first) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] = weight * phi[i];
        }
      } else {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += weight * phi[i];
        }
      }
    }
  }

  /** {@code sum = sum + x}. */
  static void add(double[] x, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += x[i];
    }
  }

  /** a'b of the first {@code length} numbers, in four chains. */
  static double product(double[] a, double[] b, int length) {
    double p = 0;
    double q = 0;
    double r = 0;
    double s = 0;
    int whole = length & ~3;
    for (int i = 0; i < whole; i += 4) {
      p += a[i] * b[i];
      q += a[i + 1] * b[i + 1];
      r += a[i + 2] * b[i + 2];
      s += a[i + 3] * b[i + 3];
    }
    for (int i = whole; i < length; i++) {
      p += a[i] * b[i];
    }
    return (p + q) + (r + s);
  }
}
