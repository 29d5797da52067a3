package org.mmdflow.experiment.reproduction.gaussian;

import java.util.List;
import java.util.TreeMap;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Published;
import org.mmdflow.experiment.reproduction.PublishedCurve;
import org.mmdflow.experiment.reproduction.PublishedCurves;
import org.mmdflow.experiment.reproduction.gaussian.GaussianToy.Way;

/**
 * What the paper's submission shows of the Gaussian toy: half the unbiased squared MMD by step,
 * read from its figures Gaussians_error_4 and _5 to about 2 %. Two numbers are the two figures'.
 */
final class GaussianFigures {
  /** Below this the authors' clamp at 0 shows, not a value. */
  private static final double CLAMP = 1e-8;

  /** Steps at which the figures were read. */
  static final List<Long> STEPS =
      List.of(5L, 50L, 100L, 200L, 500L, 1000L, 2000L, 5000L, 10_000L, 20_000L, 50_000L, 100_000L);

  private static final double[][] PLAIN = {
    {5, 0.878, 0.878},
    {50, 0.726, 0.726},
    {100, 0.364, 0.364},
    {200, 0.115, 0.118},
    {500, 0.0415, 0.0415},
    {1000, 0.0206, 0.0206},
    {2000, 0.0122, 0.0122},
    {5000, 0.0056, 0.0056},
    {10_000, 0.0035, 0.0035},
    {20_000, 0.0020, 0.0020},
    {50_000, 0.0011, 0.0011},
    {100_000, 7.5e-4, 7.5e-4}
  };

  private static final double[][] NOISE_AT_FIRST = {
    {5, 0.882, 0.882},
    {50, 0.852, 0.852},
    {100, 0.815, 0.815},
    {200, 0.727, 0.727},
    {500, 0.397, 0.397},
    {1000, 0.077, 0.080},
    {2000, 0.0072, 0.0072},
    {5000, 0.0022, 0.0022}
  };

  private static final double[][] NOISE_THROUGHOUT = {
    {5, 0.882, 0.882},
    {50, 0.852, 0.852},
    {100, 0.817, 0.817},
    {200, 0.727, 0.727},
    {500, 0.397, 0.397},
    {1000, 0.080, 0.080},
    {2000, 0.0072, 0.0072},
    {5000, 0.0024, 0.0024},
    {10_000, 6.8e-4, 6.8e-4},
    {20_000, 1.2e-4, 1.2e-4}
  };

  private GaussianFigures() {}

  /** The published figure at a step; none where it is not a number. */
  static Published at(Way way, long step) {
    for (double[] reading : readings(way)) {
      if (reading[0] == step) {
        return Published.between(reading[1], reading[2]);
      }
    }
    return Published.NOTHING;
  }

  /**
   * The published curve. The path in the figure was thinned on a linear axis of steps, too much so
   * for a logarithmic one: the readings stand in for the points that are missing.
   */
  static PublishedCurve path(Way way) {
    TreeMap<Double, Double> more = new TreeMap<>();
    for (double[] reading : readings(way)) {
      more.put(reading[0], Math.sqrt(reading[1] * reading[2]));
    }
    return PublishedCurves.named("gaussian_toy/" + nameOf(way))
        .with(
            more.keySet().stream().mapToDouble(v -> v).toArray(),
            more.values().stream().mapToDouble(v -> v).toArray());
  }

  /** The same for a panel, with gaps where the clamp shows. */
  static Curve curve(Way way) {
    return path(way).curve("published: " + way.words(), CLAMP);
  }

  private static double[][] readings(Way way) {
    return switch (way) {
      case PLAIN -> PLAIN;
      case NOISE_AT_FIRST -> NOISE_AT_FIRST;
      case NOISE_THROUGHOUT -> NOISE_THROUGHOUT;
    };
  }

  private static String nameOf(Way way) {
    return switch (way) {
      case PLAIN -> "gauss5_noNoise";
      case NOISE_AT_FIRST -> "gauss5_noisyDecay";
      case NOISE_THROUGHOUT -> "gauss5_noisyConst";
    };
  }
}
