package org.mmdflow.flow;

/**
 * How a run ended.
 *
 * @param end the kind of end
 * @param step steps taken in all; the state is the one after them
 * @param why in words
 */
public record Outcome(End end, long step, String why) {
  /** Kinds of end. */
  public enum End {
    /** All steps taken. */
    COMPLETED,
    /** A {@link StopRule} was met. */
    STOPPED,
    /** {@link Flow#requestStop} was called. */
    INTERRUPTED,
    /** The next step would have left a number that is not finite. */
    DIVERGED
  }
}
