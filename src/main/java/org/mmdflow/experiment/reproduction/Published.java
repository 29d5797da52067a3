package org.mmdflow.experiment.reproduction;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of the paper: a number, a range where two figures differ, a bound, or none.
 *
 * @param low the number, or the lower end of the range
 * @param high the same number, or the upper end
 * @param words as the table shows it, where a number alone would mislead
 */
public record Published(OptionalDouble low, OptionalDouble high, Optional<String> words) {
  /** Where the paper states nothing. */
  public static final Published NOTHING =
      new Published(OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());

  public static Published of(double value) {
    return new Published(OptionalDouble.of(value), OptionalDouble.of(value), Optional.empty());
  }

  public static Published between(double low, double high) {
    return low == high
        ? of(low)
        : new Published(
            OptionalDouble.of(low),
            OptionalDouble.of(high),
            Optional.of(Rows.number(low) + "–" + Rows.number(high)));
  }

  /** A bound: no number to compare with. */
  public static Published words(String words) {
    return new Published(OptionalDouble.empty(), OptionalDouble.empty(), Optional.of(words));
  }

  /** The number, or that end of the range which is nearer to {@code ours}. */
  public OptionalDouble nearest(double ours) {
    if (low.isEmpty() || high.isEmpty()) {
      return OptionalDouble.empty();
    }
    double clamped = Math.min(high.getAsDouble(), Math.max(low.getAsDouble(), ours));
    boolean upper = high.getAsDouble() - clamped < clamped - low.getAsDouble();
    return upper ? high : low;
  }

  /** How far {@code ours} is outside, relative to the nearer end; 0 inside. */
  public double departure(double ours) {
    double a = low.orElse(Double.NaN);
    double b = high.orElse(Double.NaN);
    double outside = ours < a ? a - ours : ours > b ? ours - b : 0;
    return outside / Math.abs(nearest(ours).orElse(Double.NaN));
  }
}
