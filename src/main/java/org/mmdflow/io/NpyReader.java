package org.mmdflow.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

/** Reads points from the bytes of a .npy file through a small buffer. */
final class NpyReader {
  private static final int BUFFER = 1 << 16;

  private NpyReader() {}

  /**
   * Reads one array to its end.
   *
   * @param available how many bytes the whole .npy file has, known without reading it
   * @param where the file, for messages
   */
  static Points read(InputStream in, long available, String where) throws IOException {
    NpyHeader header = NpyHeader.read(in, available, where);
    double[] data = Heap.doubles(header.rows() * header.columns(), where);
    int rows = (int) header.rows();
    int columns = (int) header.columns();
    NpyType type = header.type();
    byte[] bytes = new byte[BUFFER];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
    for (int k = 0; k < data.length; ) {
      int values = Math.min(BUFFER / type.bytes(), data.length - k);
      if (in.readNBytes(bytes, 0, values * type.bytes()) < values * type.bytes()) {
        throw new UserError("file ends early, " + where + "; write it again");
      }
      buffer.clear();
      for (int end = k + values; k < end; k++) {
        int index = header.fortranOrder() ? k % rows * columns + k / rows : k;
        data[index] = value(type, buffer, where, index, columns);
      }
    }
    return Points.of(rows, columns, data);
  }

  private static double value(NpyType type, ByteBuffer in, String where, int index, int columns) {
    double value;
    try {
      value = type.read(in);
    } catch (ArithmeticException e) {
      throw new UserError(
          "the integer "
              + e.getMessage()
              + " is not a double, "
              + place(where, index, columns)
              + "; convert with .astype('float64') to round it",
          e);
    }
    if (!Double.isFinite(value)) {
      throw NotFinite.error(String.valueOf(value), place(where, index, columns));
    }
    return value;
  }

  private static String place(String where, int index, int columns) {
    int row = index / columns;
    int column = index % columns;
    return where + " row " + (row + 1) + ", column " + (column + 1);
  }
}
