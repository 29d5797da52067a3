package org.mmdflow.flow;

import java.util.Arrays;
import java.util.Set;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.TargetRule;

/**
 * Turns settings into steps as data. The level of a continuation stands where noise injection has
 * its own: it is the level of the noise over which the mean is taken.
 */
record StepPlan(FlowSettings settings, TargetRule target) {
  Steps steps(long first, int count, Control control) {
    double[] stepSize = new double[count];
    double[] noise = new double[count];
    double[] momentum = new double[count];
    Arrays.fill(momentum, settings.momentum());
    for (int k = 0; k < count; k++) {
      stepSize[k] = settings.stepSize(first + k, control);
      noise[k] = settings.noiseLevel(first + k, control);
    }
    double[] none = new double[count];
    boolean diffusing = settings.scheme() instanceof Scheme.Diffusion;
    return new Steps(
        first,
        count,
        stepSize,
        diffusing ? none : noise,
        diffusing ? noise : none,
        momentum,
        target,
        Set.of());
  }
}
