package org.mmdflow.flow;

/** Is shown the flow at its cadence, on the flow's own thread. */
@FunctionalInterface
public interface FlowListener {
  /** Looks at the state after {@code view.step()} steps; the view is valid during the call only. */
  void at(FlowView view);
}
