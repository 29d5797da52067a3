package org.mmdflow.network.dense;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A matrix of floats, row-major, outside the Java heap, where a library of matrix products finds it
 * without a copy. Rows are read and written whole. Different threads may work on different rows.
 */
public final class FloatMatrix {
  private final int rows;
  private final int columns;
  private final FloatBuffer data;

  /**
   * A matrix of zeros.
   *
   * @throws IllegalArgumentException if a size is below 1 or there are more than 2^29 - 1 numbers
   */
  public FloatMatrix(int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException(
          "a matrix has 1 to 2^29 - 1 numbers, but " + rows + " x " + columns + " was asked for");
    }
    this.rows = rows;
    this.columns = columns;
    this.data =
        ByteBuffer.allocateDirect(rows * columns * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** {@return the number of rows} */
  public int rows() {
    return rows;
  }

  /** {@return the number of columns} */
  public int columns() {
    return columns;
  }

  /** {@return the numbers themselves, row after row: writes to them are seen here} */
  public FloatBuffer data() {
    return data.duplicate();
  }

  /** {@return one number} */
  public float get(int row, int column) {
    return data.get(row * columns + column);
  }

  /** Sets one number. */
  public void set(int row, int column, float value) {
    data.put(row * columns + column, value);
  }

  /** Copies row {@code row} to the front of {@code out}. */
  public void readRow(int row, float[] out) {
    data.get(row * columns, out, 0, columns);
  }

  /** Copies the front of {@code in} to row {@code row}. */
  public void writeRow(int row, float[] in) {
    data.put(row * columns, in, 0, columns);
  }

  /** Copies {@code count} whole rows to {@code out}, from place {@code offset} on. */
  void readRows(int first, int count, float[] out, int offset) {
    data.get(first * columns, out, offset, count * columns);
  }

  /** The reverse of {@link #readRows}. */
  void writeRows(int first, int count, float[] in, int offset) {
    data.put(first * columns, in, offset, count * columns);
  }

  /** Copies {@code count} numbers of a row, from column {@code first} on, to {@code out} at 0. */
  void read(int row, int first, int count, float[] out) {
    data.get(row * columns + first, out, 0, count);
  }

  /** The reverse of {@link #read}. */
  void write(int row, int first, int count, float[] in) {
    data.put(row * columns + first, in, 0, count);
  }
}
