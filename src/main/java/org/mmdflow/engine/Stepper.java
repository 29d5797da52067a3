package org.mmdflow.engine;

/** Takes steps of a flow on the engine that made it. */
public interface Stepper extends AutoCloseable {
  /**
   * Takes the steps, moving {@code state} in place; {@code advance} of K steps equals K times
   * {@code advance} of one, bit for bit. Stops before a step whose result is not finite.
   */
  Trace advance(FlowState state, Steps steps);

  @Override
  void close();
}
