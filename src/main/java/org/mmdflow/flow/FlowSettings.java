package org.mmdflow.flow;

import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/**
 * The numbers of a flow.
 *
 * @param kernel of the MMD
 * @param stepSize gamma by step, on the gradient of half the squared MMD
 * @param scheme how a step uses noise
 * @param momentum heavy ball, in [0, 1)
 * @param redrawTarget true to draw the target anew before each step
 * @param seed of all noise
 * @param precision how the engine stores the clouds
 * @param summation how steps sum; metrics are exact in any case
 */
public record FlowSettings(
    Kernel kernel,
    Schedule stepSize,
    Scheme scheme,
    double momentum,
    boolean redrawTarget,
    long seed,
    Precision precision,
    Summation summation) {
  /** Checks the momentum. */
  public FlowSettings {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1) but is " + momentum);
    }
  }

  /** Step size of step {@code n} under {@code control}. */
  double stepSize(long n, Control control) {
    return control.stepSize().orElseGet(() -> stepSize.at(n));
  }

  /** Noise level of step {@code n} under {@code control}. */
  double noiseLevel(long n, Control control) {
    return control.noiseLevel().orElseGet(() -> scheme.noise().at(n));
  }
}
