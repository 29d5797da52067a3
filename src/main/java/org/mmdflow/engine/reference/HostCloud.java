package org.mmdflow.engine.reference;

import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.expression.UserError;

/** A cloud in the Java heap: row-major, in double, holding numbers that its precision can hold. */
final class HostCloud implements Cloud, Ownership.Owned {
  /** The longest array that every Java allocates. */
  private static final long LONGEST = Integer.MAX_VALUE - 8L;

  private static final double[] FREED = new double[0];

  private final Ownership owner;
  private final int n;
  private final int d;
  private final Precision precision;
  private double[] data;
  private boolean closed;

  HostCloud(Ownership owner, long n, int d, Precision precision) {
    if (n < 1 || d < 1) {
      throw new IllegalArgumentException(
          "a cloud needs at least one point and one axis: " + n + " x " + d);
    }
    this.owner = owner;
    this.data = allocate(n, d);
    this.n = (int) n;
    this.d = d;
    this.precision = precision;
    owner.add(this);
  }

  private static double[] allocate(long n, int d) {
    String size = n + " x " + d + " numbers";
    if (n > LONGEST / d) {
      throw new UserError(
          size
              + " are more than the "
              + LONGEST
              + " of one Java array, in engine reference;"
              + " use fewer points, or another engine");
    }
    long bytes = n * d * Double.BYTES;
    long heap = Runtime.getRuntime().maxMemory();
    String refusal =
        size
            + " need "
            + bytes
            + " bytes of a heap of "
            + heap
            + ", in engine reference; give Java more with -Xmx, or use fewer points";
    if (bytes > heap) {
      throw new UserError(refusal);
    }
    try {
      return new double[(int) (n * d)];
    } catch (OutOfMemoryError full) {
      throw new UserError(refusal, full);
    }
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
    checkLength(rowMajor.length);
    if (precision == Precision.DOUBLE) {
      System.arraycopy(rowMajor, 0, data, 0, data.length);
    } else {
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) rowMajor[i];
      }
    }
  }

  @Override
  public void read(double[] rowMajor) {
    checkLength(rowMajor.length);
    System.arraycopy(data, 0, rowMajor, 0, data.length);
  }

  @Override
  public void write(long firstPoint, double[] rowMajor) {
    check(owner);
    Shapes.checkRows(n, d, firstPoint, rowMajor.length);
    int at = (int) firstPoint * d;
    for (int i = 0; i < rowMajor.length; i++) {
      data[at + i] = precision.round(rowMajor[i]);
    }
  }

  @Override
  public void read(long firstPoint, double[] rowMajor) {
    check(owner);
    Shapes.checkRows(n, d, firstPoint, rowMajor.length);
    System.arraycopy(data, (int) firstPoint * d, rowMajor, 0, rowMajor.length);
  }

  private void checkLength(int length) {
    check(owner);
    if (length != data.length) {
      throw new IllegalArgumentException(
          "an array of "
              + length
              + " does not fit a cloud of "
              + n
              + " x "
              + d
              + " = "
              + data.length
              + " numbers");
    }
  }

  /** Throws unless this is an open cloud of the engine whose ownership is {@code engine}. */
  void check(Ownership engine) {
    engine.check();
    if (owner != engine) {
      throw new IllegalArgumentException(
          "the cloud of " + n + " x " + d + " belongs to another engine of the same kind");
    }
    if (closed) {
      throw new IllegalStateException("the cloud of " + n + " x " + d + " is closed");
    }
  }

  /**
   * The storage of a cloud that must be an open one of the engine whose ownership is {@code
   * engine}.
   */
  static double[] data(Cloud cloud, Ownership engine) {
    if (cloud instanceof HostCloud host) {
      host.check(engine);
      return host.data;
    }
    throw new IllegalArgumentException(
        "the cloud of " + cloud.n() + " x " + cloud.d() + " belongs to another engine");
  }

  @Override
  public void free() {
    closed = true;
    data = FREED;
  }

  @Override
  public void close() {
    owner.checkThread();
    if (!closed) {
      free();
      owner.remove(this);
    }
  }
}
