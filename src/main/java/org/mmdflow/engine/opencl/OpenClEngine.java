package org.mmdflow.engine.opencl;

import java.util.Optional;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/** One OpenCL device. Results are the same bits for the same device and driver. */
final class OpenClEngine implements Engine {
  private final OpenClSession session;
  private final Device device;

  OpenClEngine(OpenClSession session, Device device) {
    this.session = session;
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
    return new OpenClCloud(session, n, d, precision);
  }

  @Override
  public KernelSum kernelSum(Kernel kernel, int d, Precision precision, Summation how) {
    session.ownership().check();
    checkPrecision(precision);
    if (d < 1) {
      throw new IllegalArgumentException("a dimension is at least 1: " + d);
    }
    return new OpenClKernelSum(session, kernel, d, precision);
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
    if (sum instanceof OpenClKernelSum own) {
      own.check(session);
      return new OpenClStepper(session, own);
    }
    throw new IllegalArgumentException("the kernel sum belongs to another engine");
  }

  /** The stepper's four clouds, and the blocks of sums with their runs. */
  @Override
  public long workingBytes(long n, long m, int d, Precision precision) {
    return 4 * n * d * precision.bytes() + SumPasses.workingBytes(n, m, d);
  }

  /** Buffers on the device, for tests. */
  long buffers() {
    return session.queue().buffers();
  }

  @Override
  public void close() {
    session.close();
  }
}
