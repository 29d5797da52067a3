package org.mmdflow.experiment.reproduction.convexity;

import java.util.EnumMap;
import java.util.Map;
import org.mmdflow.kernel.Gaussian;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;
import org.mmdflow.theory.DisplacementConvexity;
import org.mmdflow.theory.DisplacementConvexity.Constant;
import org.mmdflow.theory.Geodesic;

/**
 * Geodesics between two single points, at random: in 1 to 3 dimensions, to a target of 1 to 4
 * points, all drawn about 0 with a spread of one to two bandwidths, bandwidths from 0.1 to 10.
 * Counts the bounds that hold all along the way.
 */
final class RandomPairs {
  /** Inner nodes are where a bound is checked; also the nodes of its quadrature. */
  private static final int INTERVALS = 64;

  /** Rounding of sums of some ten values of the kernel. */
  private static final double ROUNDING = 1e-12;

  private final Noise noise;
  private final Map<Constant, Integer> held = new EnumMap<>(Constant.class);
  private int pairs;
  private int lemma;
  private int convexMixtures;
  private int aboveChord;

  RandomPairs(long seed) {
    noise = Noise.of(seed);
    for (Constant constant : Constant.values()) {
      held.put(constant, 0);
    }
  }

  /** Pair {@code i} of this seed. */
  DisplacementConvexity pair(int i) {
    int d = 1 + i % 3;
    int m = 1 + i % 4;
    double[] u = new double[2];
    noise.uniforms(Purpose.SUBSET, i, 0, 1, 2, u);
    double h = Math.pow(10, 2 * u[0] - 1);
    double spread = h * (1 + u[1]);
    double[] ends = normals(Purpose.START, i, 2, d, spread);
    Points both = Points.of(2, d, ends);
    return new DisplacementConvexity(
        new Gaussian(h),
        new Geodesic(both.rows(0), both.rows(1)),
        Points.of(m, d, normals(Purpose.TARGET, i, m, d, spread)));
  }

  private double[] normals(Purpose purpose, int i, int n, int d, double spread) {
    double[] z = new double[n * d];
    noise.normals(purpose, i, 0, n, d, z);
    for (int k = 0; k < z.length; k++) {
      z[k] *= spread;
    }
    return z;
  }

  /** Checks the next pair. */
  void check() {
    DisplacementConvexity f = pair(pairs);
    double[] half = new double[INTERVALS + 1];
    double[] chord = new double[INTERVALS + 1];
    double[] lipschitz = new double[INTERVALS + 1];
    double[] mixture = new double[INTERVALS + 1];
    for (int k = 0; k <= INTERVALS; k++) {
      double t = (double) k / INTERVALS;
      half[k] = f.half(t);
      chord[k] = f.chord(t);
      lipschitz[k] = f.lemma(t);
      mixture[k] = f.mixture(t);
    }
    for (Constant constant : Constant.values()) {
      int one = below(half, f.proposition5(INTERVALS, constant)) ? 1 : 0;
      held.merge(constant, one, Integer::sum);
    }
    lemma += below(half, lipschitz) ? 1 : 0;
    convexMixtures += below(mixture, chord) ? 1 : 0;
    aboveChord += below(half, chord) ? 0 : 1;
    pairs++;
  }

  private static boolean below(double[] low, double[] high) {
    for (int k = 0; k < low.length; k++) {
      if (low[k] > high[k] + ROUNDING) {
        return false;
      }
    }
    return true;
  }

  /** How many were checked. */
  int pairs() {
    return pairs;
  }

  /** For how many F stays below Proposition 5's bound. */
  int held(Constant constant) {
    return held.getOrDefault(constant, 0);
  }

  /** For how many F stays below the bound from the Lipschitz constant alone. */
  int lemma() {
    return lemma;
  }

  /** For how many F stays below the chord along mixtures. */
  int convexMixtures() {
    return convexMixtures;
  }

  /** For how many F rises above the chord along the geodesic. */
  int aboveChord() {
    return aboveChord;
  }
}
