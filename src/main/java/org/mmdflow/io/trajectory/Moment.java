package org.mmdflow.io.trajectory;

/**
 * When a frame was taken.
 *
 * @param step number of steps taken, at least 0
 * @param time the flow time: the sum of the step sizes so far
 */
public record Moment(long step, double time) {
  /** Checks the step. */
  public Moment {
    if (step < 0) {
      throw new IllegalArgumentException("a step is negative: " + step);
    }
  }
}
