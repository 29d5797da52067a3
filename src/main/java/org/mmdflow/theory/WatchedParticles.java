package org.mmdflow.theory;

import org.mmdflow.flow.FlowView;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Those particles whose way is followed from row to row: all, or of many a seeded subset, the same
 * in every row.
 */
final class WatchedParticles {
  /** Numbers kept from one row to the next, at most: 0.5 MB of each checkpoint. */
  static final int NUMBERS = 1 << 16;

  private WatchedParticles() {}

  /** How many of n particles in R^d. */
  static int count(int n, int d) {
    return Math.max(1, Math.min(n, NUMBERS / d));
  }

  private static int[] indices(FlowView view, int n, int d) {
    return Noise.of(view.settings().seed()).subset(Purpose.SUBSET, 0, n, count(n, d));
  }

  /** Their positions, row-major; copied. */
  static double[] positions(FlowView view, Points particles) {
    return particles.rows(indices(view, particles.n(), particles.d())).data();
  }

  /** Mean of |x - earlier|^2 by their masses. */
  static double meanSquare(
      FlowView view, Weights masses, double[] x, double[] earlier, int offset, int d) {
    int[] indices = indices(view, masses.n(), d);
    double sum = 0;
    double mass = 0;
    for (int i = 0; i < indices.length; i++) {
      double square = 0;
      for (int c = i * d; c < (i + 1) * d; c++) {
        double moved = x[c] - earlier[offset + c];
        square += moved * moved;
      }
      sum += masses.get(indices[i]) * square;
      mass += masses.get(indices[i]);
    }
    return mass > 0 ? sum / mass : 0;
  }
}
