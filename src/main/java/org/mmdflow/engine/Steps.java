package org.mmdflow.engine;

import java.util.Set;

/**
 * {@code count} steps with no host decision between them, as plain numbers. Step n of an MMD flow
 * is
 *
 * <pre>
 *   z = x + evaluationNoise u        u ~ N(0, I), purpose 3
 *   v = momentum v - stepSize grad f(z)
 *   x = x + v + diffusion u'         u' ~ N(0, I), purpose 4
 * </pre>
 *
 * with the witness f of the clean particles: Euler, noise injection, diffusion and heavy ball in
 * one.
 *
 * @param first number of the first step
 * @param count how many
 * @param stepSize one per step
 * @param evaluationNoise standard deviation, one per step
 * @param diffusion standard deviation per step (not per unit of time), one per step
 * @param momentum in [0, 1), one per step
 * @param target what becomes of the target between steps
 * @param record scalars wanted at each step
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read once a step
public record Steps(
    long first,
    int count,
    double[] stepSize,
    double[] evaluationNoise,
    double[] diffusion,
    double[] momentum,
    TargetRule target,
    Set<Scalar> record) {
  public Steps {
    if (first < 0 || count < 1) {
      throw new IllegalArgumentException("steps " + first + " and " + count + " more: not a range");
    }
    checkLength("step sizes", stepSize, count);
    checkLength("evaluation noise levels", evaluationNoise, count);
    checkLength("diffusion levels", diffusion, count);
    checkLength("momenta", momentum, count);
    record = Set.copyOf(record);
  }

  /**
   * Checks what every stepper asks of a state.
   *
   * @throws IllegalArgumentException if a step has momentum and the state no velocity
   */
  public void checkMomentum(FlowState state) {
    for (int k = 0; k < count && state.velocity().isEmpty(); k++) {
      if (momentum[k] != 0) {
        throw new IllegalArgumentException(
            "step " + (first + k) + " has momentum " + momentum[k] + ", the state has no velocity");
      }
    }
  }

  private static void checkLength(String what, double[] values, int count) {
    if (values.length != count) {
      throw new IllegalArgumentException(count + " steps, " + values.length + " " + what);
    }
  }
}
