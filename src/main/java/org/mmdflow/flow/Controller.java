package org.mmdflow.flow;

/**
 * Chooses the step size or the noise level from what it sees of the flow. Decides from the view
 * alone: a resumed flow then decides as an uninterrupted one.
 */
public interface Controller {
  /** When it decides. */
  Cadence cadence();

  /** Decides; the view is valid during the call only. */
  Control decide(FlowView view);
}
