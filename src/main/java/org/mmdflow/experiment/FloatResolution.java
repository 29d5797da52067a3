package org.mmdflow.experiment;

import java.util.Locale;
import java.util.Optional;
import org.mmdflow.engine.Precision;
import org.mmdflow.measure.Points;

/**
 * Whether float32 can tell the points apart: far from the origin its steps grow with the distance,
 * and particles freeze once a step of the flow is smaller.
 */
final class FloatResolution {
  /** Of float32, as a share of a number. */
  private static final double STEP = 0x1p-23;

  /** The coarsest resolution that passes without a word, as a share of the target's extent. */
  private static final double COARSE = 1e-5;

  private FloatResolution() {}

  /** Advice for points that are too far out for {@code precision}, if they are. */
  static Optional<String> advice(Precision precision, Points start, Points target) {
    double largest = Math.max(largest(start), largest(target));
    double extent = extent(target);
    double step = STEP * largest;
    return precision == Precision.DOUBLE || extent == 0 || step <= COARSE * extent
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "coordinates reach %.3g where float tells apart no less than %.3g, and the target is"
                    + " %.3g wide: particles may freeze; use --precision double, or subtract the"
                    + " mean first",
                largest,
                step,
                extent));
  }

  private static double largest(Points points) {
    double most = 0;
    for (double x : points.data()) {
      most = Math.max(most, Math.abs(x));
    }
    return most;
  }

  /** The width of the widest axis. */
  private static double extent(Points points) {
    double most = 0;
    for (int axis = 0; axis < points.d(); axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < points.n(); i++) {
        low = Math.min(low, points.get(i, axis));
        high = Math.max(high, points.get(i, axis));
      }
      most = Math.max(most, high - low);
    }
    return most;
  }
}
