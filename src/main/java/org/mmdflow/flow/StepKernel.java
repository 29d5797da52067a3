package org.mmdflow.flow;

import java.util.Optional;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.Rescaling;
import org.mmdflow.kernel.Widening;

/** Which kernel each step uses in place of the flow's own. Pure functions of their arguments. */
interface StepKernel {
  /**
   * The kernel of a step; the flow's own where it is to be a plain step.
   *
   * @param level the step's noise level
   * @throws IllegalArgumentException if there is none
   */
  Kernel at(long step, double level);

  /** What {@code scheme} asks for; empty where steps use the flow's own kernel. */
  static Optional<StepKernel> of(Scheme scheme, Kernel kernel, int d) {
    if (scheme instanceof Scheme.Continuation) {
      return Optional.of((step, level) -> Widening.of(kernel, level, d));
    }
    if (scheme instanceof Scheme.Annealing annealing) {
      return Optional.of((step, level) -> Rescaling.of(kernel, annealing.factor().at(step)));
    }
    return Optional.empty();
  }
}
