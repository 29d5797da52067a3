package org.mmdflow.interop;

import java.util.Arrays;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Gram matrices K(X, Y) as arrays of ND4J, computed by an engine, for what needs all entries at
 * once: dense solves, eigenvalues, products. Weights that make few points x stand for many y:
 *
 * <pre>{@code
 * INDArray k = Nd4jGram.block(engine, kernel, Precision.DOUBLE, x, x);
 * INDArray z = Nd4jGram.block(engine, kernel, Precision.DOUBLE, x, y).mean(1);
 * INDArray ridge = Nd4j.eye(x.n()).castTo(DataType.DOUBLE).mul(1e-10);
 * INDArray w = Nd4j.linalg().solve(k.add(ridge), z.reshape(x.n(), 1));
 * }</pre>
 */
public final class Nd4jGram {
  /** Numbers that pass through the Java heap at once, where one row has no more: 64 MB. */
  private static final long PIECE = 1 << 23;

  private Nd4jGram() {}

  /**
   * The matrix k(x_i, y_j), on the engine's thread; it may be larger than the device's memory and
   * than a Java array. Each entry has the engine's error for a single pair: some units in the last
   * place of {@code precision}.
   *
   * @param precision of the points on the engine and of the result, FLOAT or DOUBLE
   * @param rows n points x_i, left alone
   * @param columns m points y_j, left alone
   * @return n x m, row-major
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static INDArray block(
      Engine engine, Kernel kernel, Precision precision, Points rows, Points columns) {
    return block(engine, kernel, precision, rows, columns, PIECE);
  }

  static INDArray block(
      Engine engine, Kernel kernel, Precision precision, Points rows, Points columns, long piece) {
    if (rows.d() != columns.d()) {
      throw new IllegalArgumentException("dimensions differ: " + rows.d() + " != " + columns.d());
    }
    int d = rows.d();
    int most = (int) Math.max(1, Math.min(rows.n(), piece / columns.n()));
    DataType type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
    INDArray gram = Nd4j.createUninitialized(type, rows.n(), columns.n());
    try (KernelSum sum = engine.kernelSum(kernel, d, precision, Summation.exact());
        Cloud y = engine.cloud(columns.n(), d, precision)) {
      y.write(columns.data());
      for (int first = 0; first < rows.n(); first += most) {
        int count = Math.min(most, rows.n() - first);
        double[] values = new double[Math.multiplyExact(count, columns.n())];
        try (Cloud x = engine.cloud(count, d, precision);
            Cloud block = engine.cloud(count, columns.n(), precision)) {
          x.write(Arrays.copyOfRange(rows.data(), first * d, (first + count) * d));
          sum.block(x, y, block);
          block.read(values);
        }
        put(values, gram, first, count);
      }
    }
    return gram;
  }

  private static void put(double[] values, INDArray gram, int first, int count) {
    INDArray part = Nd4j.createFromArray(values);
    gram.get(NDArrayIndex.interval(first, first + count), NDArrayIndex.all())
        .assign(part.reshape('c', count, gram.size(1)));
    part.close();
  }
}
