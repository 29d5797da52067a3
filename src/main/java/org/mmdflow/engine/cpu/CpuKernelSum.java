package org.mmdflow.engine.cpu;

import java.util.List;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;

/** Sums by the native library, on the engine's threads. */
final class CpuKernelSum implements KernelSum, Ownership.Owned {
  private final Ownership owner;
  private final int d;
  private final Precision precision;
  private long pointer;

  CpuKernelSum(Ownership owner, long engine, Kernel kernel, int d, Precision precision) {
    this.owner = owner;
    this.d = d;
    this.precision = precision;
    KernelTerms terms = KernelTerms.of(kernel);
    pointer = Native.sumMake(engine, terms.families(), terms.numbers(), d, precision.bytes());
    if (pointer == 0) {
      throw noMemory();
    }
    owner.add(this);
  }

  @Override
  public void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values) {
    checkOpen();
    long z = pointer(at);
    long[] parts = pointers(sources, owner);
    long out = pointer(gradient);
    long[] columns = values.stream().mapToLong(this::pointer).toArray();
    Shapes.checkGradient(d, precision, at, sources, gradient, values);
    check(Native.gradient(pointer, z, parts, out, columns));
  }

  @Override
  public void value(Cloud at, Part source, Cloud out) {
    checkOpen();
    long z = pointer(at);
    long points = pointer(source.points());
    long weights = pointer(source.weights());
    long column = pointer(out);
    Shapes.checkValue(d, precision, at, source, out);
    check(Native.value(pointer, z, points, weights, column));
  }

  @Override
  public double quadratic(Part a, Part b, Diagonal diagonal) {
    checkOpen();
    long[] parts = pointers(List.of(a, b), owner);
    Shapes.checkQuadratic(d, precision, a, b, diagonal);
    double[] result = new double[1];
    check(Native.quadratic(pointer, parts, diagonal == Diagonal.EXCLUDED, result));
    return result[0];
  }

  @Override
  public void block(Cloud rows, Cloud columns, Cloud out) {
    checkOpen();
    long left = pointer(rows);
    long right = pointer(columns);
    long matrix = pointer(out);
    Shapes.checkBlock(d, precision, rows, columns, out);
    check(Native.block(pointer, left, right, matrix));
  }

  /** Pointers to the points and the weights of each part, by turns. */
  static long[] pointers(List<Part> parts, Ownership owner) {
    long[] pointers = new long[2 * parts.size()];
    for (int p = 0; p < parts.size(); p++) {
      pointers[2 * p] = NativeCloud.pointer(parts.get(p).points(), owner);
      pointers[2 * p + 1] = NativeCloud.pointer(parts.get(p).weights(), owner);
    }
    return pointers;
  }

  private long pointer(Cloud cloud) {
    return NativeCloud.pointer(cloud, owner);
  }

  private static void check(int status) {
    if (status != 0) {
      throw noMemory();
    }
  }

  static UserError noMemory() {
    return new UserError(
        "the machine has no memory left for packed sources and sums, in engine cpu;"
            + " use fewer points, or close what else runs");
  }

  /** The native sum, for a stepper of the engine {@code engine}. */
  long pointer(Ownership engine) {
    checkOpen();
    if (owner != engine) {
      throw new IllegalArgumentException("the kernel sum belongs to another engine");
    }
    return pointer;
  }

  int d() {
    return d;
  }

  Precision precision() {
    return precision;
  }

  private void checkOpen() {
    owner.check();
    if (pointer == 0) {
      throw new IllegalStateException("the kernel sum is closed");
    }
  }

  @Override
  public void free() {
    if (pointer != 0) {
      Native.sumFree(pointer);
      pointer = 0;
    }
  }

  @Override
  public void close() {
    owner.checkThread();
    free();
    owner.remove(this);
  }
}
