package org.mmdflow.theory;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Steps;
import org.mmdflow.flow.FlowSettings;
import org.mmdflow.flow.FlowView;

/**
 * Watches a flow and holds it against the theory: some numbers for each row of the metrics, and a
 * sentence at the end. Reports, and never changes the flow.
 *
 * <p>A monitor may remember earlier rows. All that it remembers is its {@link #state}: a monitor of
 * the same name to which that is restored gives the same rows and verdict from there on, bit for
 * bit. One flow, one thread.
 */
public interface Monitor {
  /** The name in an experiment file. */
  String name();

  /** Names of the numbers, fit for a heading of a CSV file; the same at every call. */
  List<String> columns();

  /**
   * The numbers of this state, as many as columns; NaN for what is undefined here, never infinite.
   * Called once for each row, in order.
   */
  double[] at(FlowView view);

  /**
   * Is told of every step taken, before the row after it; for sums over steps. Nothing, unless a
   * monitor wants it.
   *
   * @param steps the numbers of each step; not to be changed
   * @param completed how many of them were taken, at least 1
   */
  default void taken(FlowSettings settings, Steps steps, int completed) {}

  /** What the rows so far say, in one line; empty where they say nothing. */
  Optional<String> verdict();

  /**
   * All that the monitor remembers of earlier rows; NaN stands for nothing yet. Of a length that
   * the flow's size decides, at most some 10^5: it is written to every checkpoint.
   */
  double[] state();

  /**
   * Goes on from a {@link #state}, bit for bit.
   *
   * @throws IllegalArgumentException if it is of another length
   */
  void restore(double[] state);
}
