package org.mmdflow.engine.gpu;

import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.host.Ownership;

/** A cloud in a buffer of the device: row-major, in its own precision. */
final class GpuCloud implements Cloud, Ownership.Owned {
  private final GpuSession session;
  private final long n;
  private final int d;
  private final Precision precision;
  private final Buffer memory;
  private boolean closed;

  GpuCloud(GpuSession session, long n, int d, Precision precision) {
    if (n < 1 || d < 1) {
      throw new IllegalArgumentException(
          "a cloud needs at least one point and one axis: " + n + " x " + d);
    }
    this.session = session;
    this.n = n;
    this.d = d;
    this.precision = precision;
    long point = (long) d * precision.bytes();
    memory =
        session.allocate(
            (double) n * (double) point,
            n + " x " + d + " numbers",
            "use at most " + session.driver().largestBuffer() / point + " points");
    session.ownership().add(this);
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
    session.queue().write(memory, precision, 0, rowMajor);
  }

  @Override
  public void read(double[] rowMajor) {
    checkWhole(rowMajor.length);
    session.queue().read(memory, precision, 0, rowMajor);
  }

  @Override
  public void write(long firstPoint, double[] rowMajor) {
    check(session);
    Shapes.checkRows(n, d, firstPoint, rowMajor.length);
    session.queue().write(memory, precision, firstPoint * d, rowMajor);
  }

  @Override
  public void read(long firstPoint, double[] rowMajor) {
    check(session);
    Shapes.checkRows(n, d, firstPoint, rowMajor.length);
    session.queue().read(memory, precision, firstPoint * d, rowMajor);
  }

  private void checkWhole(int length) {
    check(session);
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

  private void check(GpuSession asking) {
    asking.ownership().check();
    if (session != asking) {
      throw new IllegalArgumentException(
          "the cloud of " + n + " x " + d + " belongs to another engine of the same kind");
    }
    if (closed) {
      throw new IllegalStateException("the cloud of " + n + " x " + d + " is closed");
    }
  }

  /** The buffer behind {@code cloud}, which must be an open one of this session. */
  static Buffer memory(Cloud cloud, GpuSession session) {
    if (cloud instanceof GpuCloud own) {
      own.check(session);
      return own.memory;
    }
    throw new IllegalArgumentException(
        "the cloud of " + cloud.n() + " x " + cloud.d() + " belongs to another engine");
  }

  @Override
  public void free() {
    if (!closed) {
      closed = true;
      session.queue().free(memory);
    }
  }

  @Override
  public void close() {
    session.ownership().checkThread();
    free();
    session.ownership().remove(this);
  }
}
