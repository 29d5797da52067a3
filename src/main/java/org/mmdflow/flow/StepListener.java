package org.mmdflow.flow;

import org.mmdflow.engine.Steps;

/**
 * Is told what steps were taken, on the flow's own thread: each step once, in order, whoever chose
 * its step size and noise. For sums over steps, which rows at a cadence would miss.
 */
@FunctionalInterface
public interface StepListener {
  /**
   * The first {@code completed} of {@code steps} were taken. How steps are cut into calls may
   * differ from run to run.
   *
   * @param settings of the flow
   * @param steps the numbers of each step; not to be changed
   * @param completed how many, at least 1
   */
  void taken(FlowSettings settings, Steps steps, int completed);
}
