package org.mmdflow.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of .npy files with any header, true or not. */
final class NpyBytes {
  private NpyBytes() {}

  /** Version 1.0 with this header and so many zeros as data. */
  static byte[] file(String header, int dataBytes) {
    return file(1, header, header.length(), dataBytes);
  }

  /** Likewise, of a version and with a length of the header that need not be true. */
  static byte[] file(int version, String header, int saidLength, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer file = ByteBuffer.allocate(12 + text.length + dataBytes);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) saidLength);
    } else {
      file.putInt(saidLength);
    }
    file.put(text).position(file.position() + dataBytes);
    byte[] bytes = new byte[file.position()];
    file.rewind().get(bytes);
    return bytes;
  }

  /** A header of this type and shape. */
  static String header(String type, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
  }
}
