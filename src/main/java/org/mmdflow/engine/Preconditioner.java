package org.mmdflow.engine;

/**
 * Turns the gradient of the witness at the particles into the one that a step follows. Works on the
 * host, between the engine's sum and the move of an {@link InterpretedStepper}, on the engine's
 * thread. Decides from its arguments alone, so that a resumed flow goes on to the same bits.
 */
public interface Preconditioner {
  /**
   * Overwrites the gradient.
   *
   * @param x N x d clean particles, row-major; left alone
   * @param weights N masses of the particles; left alone
   * @param gradient N x d, the witness's gradient as the step's sum gave it; overwritten
   * @throws IllegalArgumentException if sizes differ from those that it was made for
   */
  void apply(double[] x, double[] weights, double[] gradient);
}
