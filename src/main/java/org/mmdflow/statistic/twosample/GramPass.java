package org.mmdflow.statistic.twosample;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.SubsetSums;
import org.mmdflow.engine.Subsets;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.Watch;

/**
 * Passes over Gram matrices of pooled samples, block by block: the engine makes a block, and all
 * splits take their sums from it before the next one. K is symmetric, so a pass makes the blocks on
 * and above the diagonal alone. Memory beside the points: a block, and a bit for each point and
 * split. Belongs to the engine's thread.
 */
final class GramPass implements AutoCloseable {
  /** Points of a block's columns, and of its rows at most: 16 MB on the host. */
  private static final int COLUMNS = 256;

  private static final int ROWS = 8192;

  /** Rows that one thread takes at a time, and at least. */
  private static final int FEWEST_ROWS = SubsetSums.ROWS_A_PIECE;

  /** Additions of one thread for a block: below 100 ms, for as long Java's collector may wait. */
  private static final double ADDITIONS = 6e8;

  private final Engine engine;
  private final Precision precision;
  private final boolean centred;
  private final KernelSum sum;
  private final SubsetSums adder;
  private final int threads;

  GramPass(Engine engine, Precision precision, Kernel kernel, int d, int threads) {
    this.engine = engine;
    this.precision = precision;
    centred = kernel.isRadial();
    sum = engine.kernelSum(kernel, d, precision, Summation.exact());
    this.threads = threads;
    try {
      adder = SubsetSums.fastest(precision, threads);
    } catch (RuntimeException | Error e) {
      sum.close();
      throw e;
    }
  }

  /**
   * One pass.
   *
   * @param pooled N points, left alone; where the kernel allows it they are centred first, so that
   *     data far from the origin lose no digits to a float engine
   * @param splits subsets of the N points
   * @param watch told of the pairs summed
   * @throws UserError if a value of the kernel is not finite
   */
  GramSums over(Points pooled, Subsets splits, Watch watch) {
    Points points = centred ? pooled.from(pooled.mean()) : pooled;
    Pass pass = new Pass(points, splits);
    double[] block = new double[0];
    int mostRows = mostRows(splits.count());
    long all = (long) points.n() * points.n();
    for (int column = 0; column < points.n(); column += COLUMNS) {
      int columns = Math.min(COLUMNS, points.n() - column);
      for (int row = 0; row < column + columns; row += mostRows) {
        watch.progress("sums of the splits", (long) column * column + 2L * row * columns, all);
        int rows = Math.min(mostRows, column + columns - row);
        if (block.length != rows * columns) {
          block = new double[rows * columns];
        }
        values(points, row, rows, column, columns, block);
        pass.take(row, rows, column, columns, block);
      }
    }
    return pass.sums();
  }

  /** Such that a block takes a tenth of a second, as far as whole pieces allow. */
  private int mostRows(int splits) {
    double columns = COLUMNS / 8.0 * (splits + 256.0);
    double pieces = Math.floor(threads * ADDITIONS / columns / FEWEST_ROWS);
    return (int)
        Math.max(Math.min(threads * FEWEST_ROWS, ROWS), Math.min(ROWS, pieces * FEWEST_ROWS));
  }

  private void values(Points points, int row, int rows, int column, int columns, double[] block) {
    try (Cloud i = cloud(points, row, rows);
        Cloud j = cloud(points, column, columns);
        Cloud out = engine.cloud(columns, rows, precision)) {
      sum.block(j, i, out);
      out.read(block);
    }
  }

  private Cloud cloud(Points points, int first, int count) {
    Cloud cloud = engine.cloud(count, points.d(), precision);
    cloud.write(points.rows(IntStream.range(first, first + count).toArray()).data());
    return cloud;
  }

  @Override
  public void close() {
    adder.close();
    sum.close();
  }

  /** The sums of a pass, so far. */
  private final class Pass {
    private final Subsets splits;
    private final int half;
    private final double[] within;
    private final double[] rowSums;
    private double shift = Double.NaN;
    private double magnitude;
    private double paired;

    Pass(Points points, Subsets splits) {
      this.splits = splits;
      half = points.n() % 2 == 0 ? points.n() / 2 : points.n();
      within = new double[splits.count()];
      rowSums = new double[points.n()];
    }

    /** Takes k(point column + j, point row + i) at j rows + i. Keeps the pairs with i below j. */
    void take(int row, int rows, int column, int columns, double[] block) {
      if (Double.isNaN(shift)) {
        shift = mean(rows, columns, block);
      }
      for (int j = 0; j < columns; j++) {
        int above = Math.max(0, Math.min(rows, column + j - row));
        int from = j * rows;
        int partner = column + j - half - row;
        rowSums[column + j] += column(block, from, above, row);
        if (column + j >= half && partner >= 0 && partner < above) {
          paired += block[from + partner];
        }
        Arrays.fill(block, from + above, from + rows, 0);
      }
      adder.add(splits, row, rows, column, columns, block, within);
    }

    /** Subtracts the constant from a column, adds it to the sums of its rows; its own sum. */
    private double column(double[] block, int from, int count, int row) {
      double sum0 = 0;
      double sum1 = 0;
      double size0 = 0;
      double size1 = 0;
      for (int i = 0; i + 1 < count; i += 2) {
        size0 += Math.abs(block[from + i]);
        size1 += Math.abs(block[from + i + 1]);
        sum0 += block[from + i] -= shift;
        sum1 += block[from + i + 1] -= shift;
      }
      if (count % 2 == 1) {
        size0 += Math.abs(block[from + count - 1]);
        sum0 += block[from + count - 1] -= shift;
      }
      for (int i = 0; i < count; i++) {
        rowSums[row + i] += block[from + i];
      }
      magnitude += size0 + size1;
      return sum0 + sum1;
    }

    /** Of the pairs in the first block, which begins at the first point. */
    private double mean(int rows, int columns, double[] block) {
      double total = 0;
      long pairs = 0;
      for (int j = 1; j < columns; j++) {
        for (int i = 0; i < j; i++) {
          total += block[j * rows + i];
        }
        pairs += j;
      }
      return pairs == 0 ? 0 : total / pairs;
    }

    GramSums sums() {
      if (!Double.isFinite(magnitude)) {
        throw new UserError(
            "a value of the kernel is not finite, in a two-sample test; scale the points down, or"
                + " use --precision double");
      }
      for (int s = 0; s < within.length; s++) {
        within[s] *= 2;
      }
      double n = rowSums.length;
      return new GramSums(within, rowSums, paired, 2 * magnitude / (n * (n - 1)));
    }
  }
}
