package org.mmdflow.engine.cpu;

import java.util.Locale;
import java.util.Optional;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Summation;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.kernel.Kernel;

/**
 * Vector instructions of the processor, by the native library. Results are the same bits for any
 * number of threads; instruction sets differ within the error bounds of {@link KernelSum}.
 */
final class CpuEngine implements Engine {
  /** How long to look for the peak. */
  private static final double PEAK_SECONDS = 0.05;

  /** Of one thread. */
  private static final long SCRATCH_BYTES = 1 << 20;

  private final Ownership ownership = new Ownership();
  private final Device device;
  private final int threads;
  private final MemoryBudget budget;
  private final long pointer;

  CpuEngine(long pointer, Device device, int threads) {
    this.pointer = pointer;
    this.device = device;
    this.threads = threads;
    this.budget = new MemoryBudget(device.memory());
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public Optional<String> arithmetic() {
    ownership.check();
    return Optional.of(Native.instructionSet(pointer));
  }

  @Override
  public Cloud cloud(long n, int d, Precision precision) {
    ownership.check();
    return new NativeCloud(ownership, budget, pointer, n, d, precision);
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
    return new CpuKernelSum(ownership, pointer, kernel, d, precision);
  }

  @Override
  public Stepper stepper(KernelSum sum) {
    ownership.check();
    if (sum instanceof CpuKernelSum own) {
      return new CpuStepper(ownership, own);
    }
    throw new IllegalArgumentException("the kernel sum belongs to another engine");
  }

  /**
   * A Gaussian takes at least one multiply-add a coordinate for the distance and one for the
   * gradient, and three or four for the rest; other kernels take no fewer.
   */
  @Override
  public Optional<Ceiling> ceiling(Kernel kernel, int d, Precision precision) {
    ownership.check();
    double peak = Native.peak(pointer, precision.bytes(), PEAK_SECONDS);
    int slots = 2 * d + Native.slots(pointer, precision.bytes());
    int lanes = Native.lanes(pointer, precision.bytes());
    // More threads than processors share them.
    int cores = Math.min(threads, Runtime.getRuntime().availableProcessors());
    return Optional.of(
        new Ceiling(
            peak * lanes / slots * cores,
            String.format(
                Locale.ROOT,
                "%.2f G fused multiply-adds of %d numbers per second and core, %d to a pair, %d %s",
                peak * 1e-9,
                lanes,
                slots,
                cores,
                cores == 1 ? "core" : "cores")));
  }

  /**
   * The stepper's noisy, moved and accelerated particles and their gradients; sources packed with
   * squared norms and weighted copies (see {@code native/src/simd/pack.h}), whole leaves; products
   * of a quadratic form; scratch memory of the threads. Twice the packed sources for a kernel that
   * adds polynomials to radial terms, which is left out.
   */
  @Override
  public long workingBytes(long n, long m, int d, Precision precision) {
    long stepper = 4 * n * d;
    long packed = (n + m + 2L * Leaves.SIZE) * (2L * d + 3);
    return (stepper + packed) * precision.bytes() + n * Double.BYTES + threads * SCRATCH_BYTES;
  }

  @Override
  public void close() {
    ownership.checkThread();
    if (!ownership.isClosed()) {
      ownership.close();
      Native.close(pointer);
    }
  }
}
