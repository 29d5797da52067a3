package org.mmdflow.engine.reference;

import java.util.Optional;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.InterpretedStepper;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Summation;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;

/**
 * Plain Java in double: the oracle of the other engines, and the engine of machines that have no
 * other. Differences are taken directly, never through |z|^2 + |s|^2 - 2 z's. A {@link
 * Precision#FLOAT} cloud holds float32 numbers, so that results are rounded once, when written.
 *
 * <p>Results are the same bits for any number of threads.
 */
final class ReferenceEngine implements Engine {
  private final Ownership ownership = new Ownership();
  private final Device device;
  private final WorkerTeam team;

  ReferenceEngine(Device device, int threads) {
    this.device = device;
    this.team = new WorkerTeam(threads);
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public Cloud cloud(long n, int d, Precision precision) {
    ownership.check();
    return new HostCloud(ownership, n, d, precision);
  }

  @Override
  public KernelSum kernelSum(Kernel kernel, int d, Precision precision, Summation how) {
    ownership.check();
    if (d < 1) {
      throw new IllegalArgumentException("a dimension is at least 1: " + d);
    }
    unable(kernel, d, precision, how)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    if (kernel instanceof FeatureKernel known) {
      return new FeatureKernelSum(ownership, team, known.features(), precision);
    }
    return new ReferenceKernelSum(ownership, team, kernel, d, precision);
  }

  /** It sums all kernels, those of features too. */
  @Override
  public Optional<String> unable(Kernel kernel, int d, Precision precision, Summation how) {
    return Engine.unableSummation(this, how).or(() -> kernel.misfit(d));
  }

  @Override
  public Stepper stepper(KernelSum sum) {
    ownership.check();
    return new InterpretedStepper(this, sum);
  }

  @Override
  public void close() {
    ownership.checkThread();
    if (!ownership.isClosed()) {
      ownership.close();
      team.close();
    }
  }
}
