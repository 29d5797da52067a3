package org.mmdflow.engine.gpu;

import java.util.Optional;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/**
 * The engine on one device. Results are the same bits for the same device and driver. Its bounds
 * are those of {@link KernelSum}: squared distances are expanded only where the device finds that
 * kernel and clouds allow it, and are made of differences otherwise.
 */
public final class GpuEngine implements Engine {
  private final GpuSession session;
  private final Device device;

  /**
   * Owns {@code driver}, which it closes.
   *
   * @param device what it is called, and why it was chosen
   */
  public GpuEngine(Driver driver, Device device) {
    session = new GpuSession(driver);
    this.device = device;
  }

  @Override
  public Device device() {
    return device;
  }

  /** The device and its driver: another compiler may order or contract operations otherwise. */
  @Override
  public Optional<String> arithmetic() {
    return Optional.of(device.name() + " (" + device.details() + ")");
  }

  @Override
  public Cloud cloud(long n, int d, Precision precision) {
    session.ownership().check();
    checkPrecision(precision);
    return new GpuCloud(session, n, d, precision);
  }

  @Override
  public KernelSum kernelSum(Kernel kernel, int d, Precision precision, Summation how) {
    session.ownership().check();
    checkPrecision(precision);
    if (d < 1) {
      throw new IllegalArgumentException("a dimension is at least 1: " + d);
    }
    unable(kernel, d, precision, how)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return new GpuKernelSum(session, SumProgram.of(kernel, d, precision, how));
  }

  @Override
  public Optional<String> unable(Kernel kernel, int d, Precision precision, Summation how) {
    return Engine.unableFeatures(this, kernel)
        .or(() -> session.layout().unable(SumProgram.of(kernel, d, precision, how)));
  }

  private void checkPrecision(Precision precision) {
    if (precision == Precision.DOUBLE && !device.can(Capability.DOUBLE)) {
      throw new IllegalArgumentException(
          "the device " + device.name() + " has no precision " + precision);
    }
  }

  @Override
  public Stepper stepper(KernelSum sum) {
    session.ownership().check();
    if (sum instanceof GpuKernelSum own) {
      own.check(session);
      return new GpuStepper(session, own);
    }
    throw new IllegalArgumentException("the kernel sum belongs to another engine");
  }

  @Override
  public Optional<Ceiling> ceiling(Kernel kernel, int d, Precision precision) {
    session.ownership().check();
    return session.driver().ceiling(SumProgram.of(kernel, d, precision));
  }

  /** The stepper's four clouds, and the blocks of sums with their runs. */
  @Override
  public long workingBytes(long n, long m, int d, Precision precision) {
    return 4 * n * d * precision.bytes()
        + SumPasses.workingBytes(session, n, m, d, precision)
        + FewSums.workingBytes(session, n, m, d, precision);
  }

  /** Buffers on the device that are not freed. */
  public long buffers() {
    return session.queue().buffers();
  }

  /** Their bytes. */
  public long bytes() {
    return session.queue().bytes();
  }

  @Override
  public void close() {
    session.close();
  }
}
