package org.mmdflow.engine;

import java.util.Optional;
import org.mmdflow.kernel.Kernel;

/** An engine that knows why it was chosen. */
final class ChosenEngine implements Engine {
  private final Engine engine;
  private final Device device;

  ChosenEngine(Engine engine, String why) {
    this.engine = engine;
    this.device = engine.device().because(why);
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public Optional<String> arithmetic() {
    return engine.arithmetic();
  }

  @Override
  public Cloud cloud(long n, int d, Precision precision) {
    return engine.cloud(n, d, precision);
  }

  @Override
  public KernelSum kernelSum(Kernel kernel, int d, Precision precision, Summation how) {
    return engine.kernelSum(kernel, d, precision, how);
  }

  @Override
  public Optional<String> unable(Kernel kernel, int d, Precision precision, Summation how) {
    return engine.unable(kernel, d, precision, how);
  }

  @Override
  public Stepper stepper(KernelSum sum) {
    return engine.stepper(sum);
  }

  @Override
  public Optional<Ceiling> ceiling(Kernel kernel, int d, Precision precision) {
    return engine.ceiling(kernel, d, precision);
  }

  @Override
  public long workingBytes(long n, long m, int d, Precision precision) {
    return engine.workingBytes(n, m, d, precision);
  }

  @Override
  public void close() {
    engine.close();
  }
}
