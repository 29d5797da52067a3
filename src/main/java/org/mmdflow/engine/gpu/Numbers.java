package org.mmdflow.engine.gpu;

import org.mmdflow.engine.Precision;

/** Numbers as kernels take them. */
final class Numbers {
  private Numbers() {}

  /** A float or a double. */
  static Object of(Precision precision, double value) {
    return precision == Precision.FLOAT ? (Object) (float) value : (Object) value;
  }
}
