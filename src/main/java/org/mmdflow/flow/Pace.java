package org.mmdflow.flow;

/**
 * How many steps to ask of an engine at once: about half a second of work, so that a stop is
 * prompt.
 */
final class Pace {
  private static final double SECONDS = 0.5;
  private static final int MOST = 4096;
  private double secondsPerStep = Double.NaN;

  /** At most {@code left} steps, one at first. */
  int batch(long left) {
    double affordable = Double.isNaN(secondsPerStep) ? 1 : SECONDS / secondsPerStep;
    return (int) Math.max(1, Math.min((double) Math.min(left, MOST), affordable));
  }

  void took(int steps, double seconds) {
    double pace = Math.max(seconds, 1e-9) / steps;
    secondsPerStep = Double.isNaN(secondsPerStep) ? pace : 0.7 * secondsPerStep + 0.3 * pace;
  }

  /** Recent seconds a step; 0 before the first. */
  double secondsPerStep() {
    return Double.isNaN(secondsPerStep) ? 0 : secondsPerStep;
  }
}
