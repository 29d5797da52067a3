package org.mmdflow.flow;

import java.util.OptionalInt;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.FeatureKernel;
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
 * @param miniBatch data points of a step, all where empty; metrics are of all data in any case
 */
public record FlowSettings(
    Kernel kernel,
    Schedule stepSize,
    Scheme scheme,
    double momentum,
    boolean redrawTarget,
    long seed,
    Precision precision,
    Summation summation,
    OptionalInt miniBatch) {
  /** Checks the momentum and the mini-batch. */
  public FlowSettings {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1) but is " + momentum);
    }
    miniBatch.ifPresent(size -> checkBatch(kernel, size));
  }

  private static void checkBatch(Kernel kernel, int size) {
    if (!(kernel instanceof FeatureKernel features)) {
      throw new IllegalArgumentException(
          "mini-batches need a kernel of features, which " + kernel + " is not");
    }
    int all = features.features().points();
    if (size < 1 || size > all) {
      throw new IllegalArgumentException(
          "a mini-batch has from 1 to " + all + " data points but is to have " + size);
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
