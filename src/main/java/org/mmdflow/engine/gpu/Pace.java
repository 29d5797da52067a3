package org.mmdflow.engine.gpu;

/**
 * How much work goes into one launch: what a device does in a twentieth of a second, so that one
 * that also drives a display stays responsive and no watchdog bites. Learns from what was measured.
 */
final class Pace {
  private static final double SECONDS = 0.05;
  private static final double FIRST = 1 << 22;
  private static final double LEAST = 1 << 16;

  private double pairsPerSecond;

  /** Pairs of the next launch, at most. */
  double pairs() {
    return pairsPerSecond == 0 ? FIRST : Math.max(LEAST, pairsPerSecond * SECONDS);
  }

  /** Whether a launch should be waited for and measured. */
  boolean isUnknown() {
    return pairsPerSecond == 0;
  }

  /** So many pairs took so long. */
  void learn(double pairs, double seconds) {
    // Short measurements say little but for the start.
    if (seconds > 0 && (seconds > 1e-3 || pairsPerSecond == 0)) {
      pairsPerSecond = pairs / seconds;
    }
  }
}
