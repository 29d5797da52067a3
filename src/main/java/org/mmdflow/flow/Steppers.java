package org.mmdflow.flow;

import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.InterpretedStepper;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Stepper;
import org.mmdflow.kernel.FeatureKernel;

/** The stepper that a flow's settings ask for. */
final class Steppers {
  private Steppers() {}

  /**
   * The stepper of settings that suit each other.
   *
   * @param sum of the steps, n particles of R^d
   */
  static Stepper of(FlowSettings s, Engine engine, KernelSum sum, int n, int d) {
    if (s.miniBatch().isPresent() && s.kernel() instanceof FeatureKernel features) {
      return new MiniBatchStepper(engine, features, s.precision(), s.miniBatch().getAsInt());
    }
    if (s.scheme() instanceof Scheme.Sobolev sobolev) {
      return new InterpretedStepper(
          engine, sum, new KernelSobolev(s.kernel(), n, d, sobolev.ridge(s.kernel())));
    }
    Stepper plain = engine.stepper(sum);
    Optional<StepKernel> kernels = StepKernel.of(s.scheme(), s.kernel(), d);
    return kernels.isEmpty()
        ? plain
        : new ChangingStepper(
            kernels.get(),
            s.kernel(),
            plain,
            kernel -> engine.kernelSum(kernel, d, s.precision(), s.summation()),
            engine::stepper);
  }
}
