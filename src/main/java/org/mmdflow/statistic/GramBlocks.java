package org.mmdflow.statistic;

import java.util.stream.IntStream;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;

/**
 * The Gram matrix k(x_i, y_j) of two clouds, some rows at a time, so that it may be larger than the
 * memory of the device and of the host. Runs on the engine's thread.
 */
public final class GramBlocks {
  /** Numbers of a piece at most, where one row has no more: 64 MB on the host. */
  private static final long PIECE = 1 << 23;

  private GramBlocks() {}

  /** Is given the rows. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Takes the next {@code count} rows of the matrix.
     *
     * @param rowMajor count x m numbers and perhaps more behind them; used again after the call
     */
    void rows(double[] rowMajor, int count);
  }

  /**
   * Computes all rows in order.
   *
   * @param rows n points x_i
   * @param columns m points y_j of the same dimension
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static void compute(
      Engine engine,
      Kernel kernel,
      Precision precision,
      Points rows,
      Points columns,
      Receiver receiver) {
    if (rows.d() != columns.d()) {
      throw new IllegalArgumentException("dimensions differ: " + rows.d() + " != " + columns.d());
    }
    int most = rowsAtOnce(rows.n(), columns.n());
    double[] values = new double[Math.multiplyExact(most, columns.n())];
    try (KernelSum sum = engine.kernelSum(kernel, rows.d(), precision, Summation.exact());
        Cloud y = engine.cloud(columns.n(), columns.d(), precision)) {
      y.write(columns.data());
      for (int first = 0; first < rows.n(); first += most) {
        int count = Math.min(most, rows.n() - first);
        double[] piece = count == most ? values : new double[count * columns.n()];
        try (Cloud x = engine.cloud(count, rows.d(), precision);
            Cloud block = engine.cloud(count, columns.n(), precision)) {
          x.write(rows.rows(IntStream.range(first, first + count).toArray()).data());
          sum.block(x, y, block);
          block.read(piece);
        }
        receiver.rows(piece, count);
      }
    }
  }

  /** How many rows of {@code m} numbers are computed at once. */
  static int rowsAtOnce(int n, int m) {
    return (int) Math.max(1, Math.min(n, PIECE / m));
  }

  /** Bytes of host memory that {@link #compute} needs beside the two clouds. */
  public static long workingBytes(int n, int m) {
    return (long) rowsAtOnce(n, m) * m * (Double.BYTES + Double.BYTES);
  }
}
