package org.mmdflow.io;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The element types that are read from .npy files; each value becomes the same number as double.
 */
enum NpyType {
  FLOAT32("f4", 4),
  FLOAT64("f8", 8),
  INT8("i1", 1),
  INT16("i2", 2),
  INT32("i4", 4),
  INT64("i8", 8),
  UINT8("u1", 1),
  UINT16("u2", 2),
  UINT32("u4", 4),
  UINT64("u8", 8);

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** The type of a descriptor without its byte order, such as {@code f4}. */
  static Optional<NpyType> of(String code) {
    for (NpyType type : values()) {
      if (type.code.equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * Takes one value from the buffer, in the buffer's byte order.
   *
   * @throws ArithmeticException for an integer that no double equals, with the integer as message
   */
  double read(ByteBuffer in) {
    return switch (this) {
      case FLOAT32 -> in.getFloat();
      case FLOAT64 -> in.getDouble();
      case INT8 -> in.get();
      case INT16 -> in.getShort();
      case INT32 -> in.getInt();
      case INT64 -> exact(in.getLong());
      case UINT8 -> Byte.toUnsignedInt(in.get());
      case UINT16 -> Short.toUnsignedInt(in.getShort());
      case UINT32 -> Integer.toUnsignedLong(in.getInt());
      case UINT64 -> exactUnsigned(in.getLong());
    };
  }

  private static double exact(long value) {
    // 64 significant bits fit when at most 53 lie between the first and the last one.
    if (significantBits(Math.abs(value)) > 53) {
      throw new ArithmeticException(Long.toString(value));
    }
    return value;
  }

  private static double exactUnsigned(long value) {
    if (significantBits(value) > 53) {
      throw new ArithmeticException(Long.toUnsignedString(value));
    }
    // Halved where the top bit is set: the bit lost is 0, since at most 53 are significant.
    return value >= 0 ? value : (value >>> 1) * 2.0;
  }

  private static int significantBits(long magnitude) {
    return magnitude == 0
        ? 0
        : 64 - Long.numberOfLeadingZeros(magnitude) - Long.numberOfTrailingZeros(magnitude);
  }
}
