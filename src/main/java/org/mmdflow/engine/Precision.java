package org.mmdflow.engine;

/** How an engine stores points and sums inside a leaf of the summation tree. */
public enum Precision {
  /** float32 storage; the default. */
  FLOAT(Float.BYTES),
  /** float64 storage, on devices that have it. */
  DOUBLE(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one stored number. */
  public int bytes() {
    return bytes;
  }

  /** {@code value} as this precision stores it. */
  public double round(double value) {
    return this == FLOAT ? (float) value : value;
  }
}
