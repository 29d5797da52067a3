package org.mmdflow.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.mmdflow.measure.Points;

/**
 * Writes points as .npy version 1.0: little-endian, C order, the header padded to a multiple of 64
 * bytes, as numpy does. The same points give the same bytes.
 */
final class NpyWriter {
  private static final int BUFFER = 1 << 16;

  private NpyWriter() {}

  /** Writes n x d points; leaves the stream open. */
  static void write(Points points, ElementType type, OutputStream out) throws IOException {
    write(points.data(), shape(points), type, out);
  }

  /** Writes an array of one axis; leaves the stream open. */
  static void write(double[] values, ElementType type, OutputStream out) throws IOException {
    write(values, "(" + values.length + ",)", type, out);
  }

  /** How many bytes the points' file has. */
  static long size(Points points, ElementType type) {
    return header(shape(points), type).length + (long) points.data().length * type.bytes();
  }

  private static void write(double[] values, String shape, ElementType type, OutputStream out)
      throws IOException {
    out.write(header(shape, type));
    values(values, type, out);
  }

  /** Writes numbers without a header; leaves the stream open. */
  static void values(double[] values, ElementType type, OutputStream out) throws IOException {
    byte[] bytes = new byte[BUFFER];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (!buffer.hasRemaining()) {
        out.write(bytes);
        buffer.clear();
      }
      if (type == ElementType.FLOAT32) {
        buffer.putFloat((float) value);
      } else {
        buffer.putDouble(value);
      }
    }
    out.write(bytes, 0, buffer.position());
  }

  private static String shape(Points points) {
    return "(" + points.n() + ", " + points.d() + ")";
  }

  /** Magic, version and description, a multiple of 64 bytes. */
  static byte[] header(String shape, ElementType type) {
    return header(shape, type.descriptor());
  }

  /** Likewise of another type, such as {@code <i8}. */
  static byte[] header(String shape, String descriptor) {
    String text =
        "{'descr': '" + descriptor + "', 'fortran_order': False, 'shape': " + shape + ", }";
    // 10 bytes of magic, version and length, the text, blanks, a line end.
    int padded = (10 + text.length() + 1 + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (padded - 10));
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    header.put((byte) '\n');
    return header.array();
  }
}
