package org.mmdflow.engine;

import java.util.Arrays;

/**
 * Subset sums in plain Java: the definition, in its order of additions, and what runs where there
 * is no native library.
 *
 * <p>Rows go together as many as fill 64 bytes: 16 floats, 8 doubles. For these and a leaf of
 * columns, each row's members are added octet by octet in ascending order, in the precision; row r
 * of those in the subset joins sum r mod 4 of four in double, and the four are added when {@value
 * SubsetSums#ROWS_A_PIECE} rows and all columns are done.
 */
final class PlainSubsetSums implements SubsetSums {
  private static final int OCTETS = Subsets.LEAF / 8;
  private static final int ENTRIES = 256;

  private final int lanes;
  private final boolean single;
  private final double[] table;
  private final double[] line;
  private boolean closed;

  PlainSubsetSums(Precision precision) {
    single = precision == Precision.FLOAT;
    lanes = 64 / precision.bytes();
    table = new double[OCTETS * ENTRIES * lanes];
    line = new double[lanes];
  }

  @Override
  public void add(
      Subsets subsets,
      int firstRow,
      int rows,
      int firstColumn,
      int columns,
      double[] block,
      double[] sums) {
    if (closed) {
      throw new IllegalStateException("the subset sums are closed");
    }
    SubsetSums.check(subsets, firstRow, rows, firstColumn, columns, block, sums);
    double[] four = new double[4 * subsets.count()];
    for (int from = 0; from < rows; from += ROWS_A_PIECE) {
      int to = Math.min(rows, from + ROWS_A_PIECE);
      Arrays.fill(four, 0);
      for (int column = 0; column < columns; column += Subsets.LEAF) {
        for (int row = from; row < to; row += lanes) {
          tabulate(block, rows, row, to, column, columns);
          lookUp(subsets, firstRow + row, firstColumn + column, four);
        }
      }
      for (int s = 0; s < subsets.count(); s++) {
        sums[s] += (four[4 * s] + four[4 * s + 1]) + (four[4 * s + 2] + four[4 * s + 3]);
      }
    }
  }

  /** Entry b of an octet is the sum of the columns whose bits are set in b. */
  private void tabulate(double[] block, int rows, int row, int to, int column, int columns) {
    int height = Math.min(lanes, to - row);
    for (int j = 0; j < Subsets.LEAF; j++) {
      Arrays.fill(line, 0);
      if (column + j < columns) {
        for (int r = 0; r < height; r++) {
          line[r] = rounded(block[(column + j) * rows + row + r]);
        }
      }
      int octet = j / 8 * ENTRIES * lanes;
      int known = (1 << j % 8) * lanes;
      if (j % 8 == 0) {
        Arrays.fill(table, octet, octet + lanes, 0);
      }
      for (int b = 0; b < known; b += lanes) {
        for (int r = 0; r < lanes; r++) {
          table[octet + known + b + r] = rounded(table[octet + b + r] + line[r]);
        }
      }
    }
  }

  private void lookUp(Subsets subsets, int firstRow, int firstColumn, double[] four) {
    long[] words = subsets.words();
    int members = firstColumn / Subsets.LEAF * subsets.count() * 2;
    int own = firstRow / Subsets.LEAF * subsets.count() * 2 + (firstRow / Long.SIZE & 1);
    for (int s = 0; s < subsets.count(); s++) {
      Arrays.fill(line, 0);
      for (int o = 0; o < OCTETS; o++) {
        int entry = (int) (words[members + 2 * s + o / 8] >>> (8 * (o % 8))) & 255;
        int at = (o * ENTRIES + entry) * lanes;
        for (int r = 0; r < lanes; r++) {
          line[r] = rounded(line[r] + table[at + r]);
        }
      }
      long rows = words[own + 2 * s] >>> firstRow;
      for (int r = 0; r < lanes; r++) {
        line[r] = (rows >>> r & 1) == 0 ? 0 : line[r];
      }
      for (int k = 0; k < 4; k++) {
        double sum = line[k] + line[k + 4];
        four[4 * s + k] += single ? sum + (line[k + 8] + line[k + 12]) : sum;
      }
    }
  }

  /** The sum of two floats in double, rounded, is their sum in float. */
  private double rounded(double x) {
    return single ? (float) x : x;
  }

  @Override
  public void close() {
    closed = true;
  }
}
