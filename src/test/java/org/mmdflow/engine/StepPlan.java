package org.mmdflow.engine;

import java.util.Arrays;
import java.util.Set;

/**
 * Steps whose numbers depend on the step alone, so that any range of them can be asked for.
 *
 * @param noise evaluation noise of step 0; it shrinks from step to step, and every third has none
 * @param diffusion likewise
 * @param momentum of every step
 * @param redraw whether the target is drawn anew
 */
record StepPlan(double noise, double diffusion, double momentum, boolean redraw) {
  static final double STEP_SIZE = 0.8;

  Steps steps(FlowProblem flow, long first, int count) {
    double[] size = new double[count];
    double[] noises = new double[count];
    double[] diffusions = new double[count];
    double[] momenta = new double[count];
    for (int k = 0; k < count; k++) {
      size[k] = size(first + k);
      noises[k] = noise(first + k);
      diffusions[k] = diffusion(first + k);
    }
    Arrays.fill(momenta, momentum);
    TargetRule rule =
        redraw ? new TargetRule.Redraw(FlowProblem.LAW, flow.target) : TargetRule.fixed();
    return new Steps(
        first,
        count,
        size,
        noises,
        diffusions,
        momenta,
        rule,
        Set.of(Scalar.MEAN_SQUARED_GRADIENT));
  }

  double size(long step) {
    return STEP_SIZE / (1 + 0.1 * step);
  }

  double noise(long step) {
    return step % 3 == 2 ? 0 : noise / (1 + step);
  }

  double diffusion(long step) {
    return step % 3 == 1 ? 0 : diffusion / (1 + step);
  }
}
