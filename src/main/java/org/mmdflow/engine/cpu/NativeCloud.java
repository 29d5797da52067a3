package org.mmdflow.engine.cpu;

import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.host.Ownership;

/** A cloud in native memory: row-major, in its own precision. */
final class NativeCloud implements Cloud, Ownership.Owned {
  private final Ownership owner;
  private final MemoryBudget budget;
  private final long n;
  private final int d;
  private final Precision precision;
  private final long bytes;
  private long pointer;

  NativeCloud(
      Ownership owner, MemoryBudget budget, long engine, long n, int d, Precision precision) {
    if (n < 1 || d < 1) {
      throw new IllegalArgumentException(
          "a cloud needs at least one point and one axis: " + n + " x " + d);
    }
    this.owner = owner;
    this.budget = budget;
    this.n = n;
    this.d = d;
    this.precision = precision;
    bytes = budget.take(n, d, precision.bytes());
    pointer = Native.cloudMake(engine, n, d, precision.bytes());
    if (pointer == 0) {
      budget.giveBack(bytes);
      throw budget.refusal(n, d, (double) bytes);
    }
    owner.add(this);
  }

  @Override
  public long n() {
    return n;
  }

  @Override
  public int d() {
    return d;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public void write(double[] rowMajor) {
    checkWhole(rowMajor.length);
    Native.cloudWrite(pointer, 0, rowMajor);
  }

  @Override
  public void read(double[] rowMajor) {
    checkWhole(rowMajor.length);
    Native.cloudRead(pointer, 0, rowMajor);
  }

  @Override
  public void write(long firstPoint, double[] rowMajor) {
    check(owner);
    Shapes.checkRows(n, d, firstPoint, rowMajor.length);
    Native.cloudWrite(pointer, firstPoint * d, rowMajor);
  }

  @Override
  public void read(long firstPoint, double[] rowMajor) {
    check(owner);
    Shapes.checkRows(n, d, firstPoint, rowMajor.length);
    Native.cloudRead(pointer, firstPoint * d, rowMajor);
  }

  private void checkWhole(int length) {
    check(owner);
    if (length != n * d) {
      throw new IllegalArgumentException(
          "an array of "
              + length
              + " does not fit a cloud of "
              + n
              + " x "
              + d
              + " = "
              + n * d
              + " numbers");
    }
  }

  private void check(Ownership engine) {
    engine.check();
    if (owner != engine) {
      throw new IllegalArgumentException(
          "the cloud of " + n + " x " + d + " belongs to another engine of the same kind");
    }
    if (pointer == 0) {
      throw new IllegalStateException("the cloud of " + n + " x " + d + " is closed");
    }
  }

  /**
   * The native cloud behind {@code cloud}, which must be an open one of the engine {@code engine}.
   */
  static long pointer(Cloud cloud, Ownership engine) {
    if (cloud instanceof NativeCloud own) {
      own.check(engine);
      return own.pointer;
    }
    throw new IllegalArgumentException(
        "the cloud of " + cloud.n() + " x " + cloud.d() + " belongs to another engine");
  }

  @Override
  public void free() {
    if (pointer != 0) {
      Native.cloudFree(pointer);
      pointer = 0;
      budget.giveBack(bytes);
    }
  }

  @Override
  public void close() {
    owner.checkThread();
    free();
    owner.remove(this);
  }
}
