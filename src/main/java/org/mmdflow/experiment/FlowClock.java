package org.mmdflow.experiment;

import org.mmdflow.flow.Schedule;

/** The flow time after so many steps, summed as a flow does it, to the same bits. One thread. */
final class FlowClock {
  private final Schedule stepSize;
  private long step;
  private double time;

  FlowClock(Schedule stepSize) {
    this.stepSize = stepSize;
  }

  /** The flow time after {@code wanted} steps; asked for in rising order. */
  double at(long wanted) {
    for (; step < wanted; step++) {
      time += stepSize.at(step);
    }
    return time;
  }
}
