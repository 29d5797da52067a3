package org.mmdflow.flow;

/** Chooses the step size or the noise level from what it sees of the flow. */
public interface Controller {
  /** When it decides. */
  Cadence cadence();

  /** Decides; the view is valid during the call only. */
  Control decide(FlowView view);
}
