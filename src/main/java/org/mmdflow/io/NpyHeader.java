package org.mmdflow.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.mmdflow.expression.UserError;

/**
 * What stands before the numbers of a .npy file, versions 1.0 to 3.0 (format: NEP 1). Checked: the
 * sizes fit the bytes that are there.
 *
 * @param type of each number
 * @param order of the bytes of a number
 * @param fortranOrder true when columns follow each other, false for rows
 * @param rows at least 1
 * @param columns at least 1
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortranOrder, long rows, long columns) {
  /** The longest header text that is read, the limit of numpy itself. */
  static final int LONGEST = 10_000;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /**
   * Reads the header and leaves the stream at the first number.
   *
   * @param available how many bytes the whole .npy file has
   */
  static NpyHeader read(InputStream in, long available, String where) throws IOException {
    DataInputStream data = new DataInputStream(in);
    try {
      byte[] magic = data.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new UserError("not in .npy format, " + where + "; write it with numpy.save");
      }
      int major = data.readUnsignedByte();
      int minor = data.readUnsignedByte();
      if (major < 1 || major > 3 || minor != 0) {
        throw new UserError(
            ".npy version "
                + major
                + "."
                + minor
                + " is unknown, "
                + where
                + "; versions 1.0, 2.0 and 3.0 are read");
      }
      long length =
          major == 1
              ? Short.toUnsignedInt(Short.reverseBytes(data.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(data.readInt()));
      if (length > LONGEST) {
        throw new UserError(
            "header of "
                + length
                + " bytes is too long, "
                + where
                + "; at most "
                + LONGEST
                + " are read");
      }
      byte[] text = new byte[(int) length];
      data.readFully(text);
      var charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
      NpyHeaderParser parser = new NpyHeaderParser(new String(text, charset), where);
      parser.parse();
      long before = MAGIC.length + 2 + (major == 1 ? 2 : 4) + length;
      return checked(parser, available - before, where);
    } catch (EOFException e) {
      throw new UserError("file ends inside its header, " + where + "; write it again", e);
    }
  }

  private static NpyHeader checked(NpyHeaderParser parser, long available, String where) {
    List<Long> shape = parser.shape;
    String shown = shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    if (shape.stream().anyMatch(length -> length < 0)) {
      throw new UserError(
          "shape " + shown + " is negative, " + where + "; write it with numpy.save");
    }
    if (shape.isEmpty() || shape.size() > 2) {
      throw new UserError(
          "shape "
              + shown
              + " has "
              + shape.size()
              + " axes, "
              + where
              + "; reshape to (points, coordinates)");
    }
    long rows = shape.get(0);
    long columns = shape.size() == 2 ? shape.get(1) : 1;
    if (rows == 0 || columns == 0) {
      throw new UserError("no points: shape " + shown + ", " + where + "; give at least one point");
    }
    NpyType type = type(parser.descriptor, where);
    long most = Long.MAX_VALUE / type.bytes();
    boolean overflows = rows > most / columns;
    if (overflows || rows * columns * type.bytes() != available) {
      throw new UserError(
          "shape "
              + shown
              + " needs "
              + (overflows ? "more than 2^63" : String.valueOf(rows * columns * type.bytes()))
              + " bytes, "
              + available
              + " follow the header, "
              + where
              + "; write the file again");
    }
    return new NpyHeader(type, order(parser.descriptor), parser.fortranOrder, rows, columns);
  }

  private static NpyType type(String descriptor, String where) {
    boolean hasOrder = !descriptor.isEmpty() && "<>=|".indexOf(descriptor.charAt(0)) >= 0;
    String code = hasOrder ? descriptor.substring(1) : descriptor;
    if (code.startsWith("O")) {
      throw new UserError(
          "Python objects are never unpickled, "
              + where
              + "; convert with .astype('float64') before numpy.save");
    }
    return NpyType.of(code)
        .orElseThrow(
            () ->
                new UserError(
                    "type '"
                        + Shown.text(descriptor)
                        + "' is not read, "
                        + where
                        + "; convert with .astype('float64') before numpy.save"));
  }

  private static ByteOrder order(String descriptor) {
    return switch (descriptor.charAt(0)) {
      case '<' -> ByteOrder.LITTLE_ENDIAN;
      case '>' -> ByteOrder.BIG_ENDIAN;
      default -> ByteOrder.nativeOrder();
    };
  }
}
