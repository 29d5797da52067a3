package org.mmdflow.flow;

import java.util.OptionalDouble;

/**
 * Where a run stands.
 *
 * @param step steps taken in all
 * @param total the step at which the run ends
 * @param seconds since this run began
 * @param secondsPerStep recent pace
 * @param halfMmd2V as last measured
 */
public record Progress(
    long step, long total, double seconds, double secondsPerStep, OptionalDouble halfMmd2V) {
  /** Seconds still to go at the recent pace. */
  public double secondsLeft() {
    return (total - step) * secondsPerStep;
  }

  @Override
  public String toString() {
    return String.format(
        java.util.Locale.ROOT,
        "step %d of %d%s, %.3g steps/s, %.0f s left",
        step,
        total,
        halfMmd2V.isPresent()
            ? String.format(java.util.Locale.ROOT, ", half_mmd2_v %.4g", halfMmd2V.getAsDouble())
            : "",
        1 / secondsPerStep,
        secondsLeft());
  }
}
