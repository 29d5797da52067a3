package org.mmdflow.engine;

import java.util.Optional;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;

/**
 * One device, one thread: the thread that opened an engine is the only one that may use it, its
 * clouds, its kernel sums and its steppers ({@link IllegalStateException} elsewhere). An engine
 * owns all that it makes; {@link #close} frees what is left, newest first.
 */
public interface Engine extends AutoCloseable {
  /** What it runs on, and why it was chosen. */
  Device device();

  /**
   * What, beside the engine, decides the last bits of its results, such as an instruction set;
   * empty where nothing does. The number of threads never does.
   */
  default Optional<String> arithmetic() {
    return Optional.empty();
  }

  /**
   * Room for n points of R^d on the device, zero at first.
   *
   * @throws IllegalArgumentException if a size is not positive or the device lacks the precision
   */
  Cloud cloud(long n, int d, Precision precision);

  /**
   * Sums of {@code kernel} between clouds of R^d in {@code precision}.
   *
   * @throws IllegalArgumentException if it is {@link #unable}, d is not positive or the device
   *     lacks the precision
   */
  KernelSum kernelSum(Kernel kernel, int d, Precision precision, Summation how);

  /**
   * Why it cannot make such a sum, one clause; empty where it can. Exact sums of radial and
   * polynomial kernels all engines make, those of features {@code reference} alone.
   */
  default Optional<String> unable(Kernel kernel, int d, Precision precision, Summation how) {
    return unableFeatures(this, kernel).or(() -> unableSummation(this, how));
  }

  /** The clause of an engine without sums of features, where the kernel is one of features. */
  static Optional<String> unableFeatures(Engine engine, Kernel kernel) {
    return kernel instanceof FeatureKernel
        ? Optional.of("engine " + engine.device().engine() + " has no sums of features")
        : Optional.empty();
  }

  /** The clause of an engine whose sums are all exact, where another summation is asked for. */
  static Optional<String> unableSummation(Engine engine, Summation how) {
    return how.equals(Summation.exact())
        ? Optional.empty()
        : Optional.of("engine " + engine.device().engine() + " has no summation " + how);
  }

  /** Steps made of sums; an engine may fuse them, within the error bound of {@link KernelSum}. */
  default Stepper stepper(KernelSum sum) {
    return new InterpretedStepper(this, sum);
  }

  /**
   * What the hardware allows a sum of {@code kernel} at most, measured in this call within about a
   * tenth of a second; empty where the engine knows no such bound.
   */
  default Optional<Ceiling> ceiling(Kernel kernel, int d, Precision precision) {
    return Optional.empty();
  }

  /**
   * Bytes on the device that one kernel sum and one stepper of it take beyond the clouds of their
   * callers, at most: n particles, which are sources as well, and m sources besides, in R^d.
   */
  default long workingBytes(long n, long m, int d, Precision precision) {
    return InterpretedStepper.cloudBytes(n, d, precision);
  }

  @Override
  void close();
}
