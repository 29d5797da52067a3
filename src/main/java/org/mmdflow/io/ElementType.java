package org.mmdflow.io;

/** How numbers are stored in a written file. */
public enum ElementType {
  /**
   * 4 bytes each; a double is rounded to the nearest float, beyond the range of floats to infinity.
   */
  FLOAT32("<f4", 4),
  /** 8 bytes each; exact. */
  FLOAT64("<f8", 8);

  private final String descriptor;
  private final int bytes;

  ElementType(String descriptor, int bytes) {
    this.descriptor = descriptor;
    this.bytes = bytes;
  }

  /** The type in a .npy header; files are written little-endian. */
  String descriptor() {
    return descriptor;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
