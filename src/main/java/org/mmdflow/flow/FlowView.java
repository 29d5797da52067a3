package org.mmdflow.flow;

import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.Metrics;

/**
 * The state after some steps, as listeners and controllers see it; valid during their call only, on
 * the flow's thread.
 */
public interface FlowView {
  /** Steps taken. */
  long step();

  /** Sum of the step sizes so far. */
  double flowTime();

  /** The clean metrics of this state: one pass over the pairs at the first call, then kept. */
  Metrics metrics();

  /** A copy of the particles, N x d. */
  Points particles();

  /**
   * The particles at step 0 as they were given, N x d, not yet rounded to the flow's precision; the
   * array itself, not to be changed. After a restore too.
   */
  Points start();

  /** Step size of the next step. */
  double stepSize();

  /** Noise level of the next step. */
  double noiseLevel();

  /** The numbers of this flow. */
  FlowSettings settings();

  /**
   * The gradient of the witness of this state, particles minus target, at any points: one pass over
   * the pairs, in the flow's precision.
   *
   * @param points n x d, left alone
   * @return n x d, a new array
   * @throws IllegalArgumentException if the dimensions differ
   */
  Points gradientAt(Points points);

  /**
   * The gradient of the witness at the particles: one pass over the pairs at the first call, then
   * kept.
   *
   * @return N x d, to be read only
   */
  Points gradient();

  /**
   * The gradient of the witness where the next step will evaluate it: at x + level u, with that
   * step's own u, to the bit. At the particles where the scheme is not noise injection or the level
   * is 0. One pass over the pairs at the first call, then kept.
   *
   * @return N x d, to be read only
   */
  Points noisyGradient();

  /** What is on the device, for a listener that computes there; not to be changed. */
  FlowState state();

  /** The kernel sums of this flow. */
  KernelSum kernelSum();
}
