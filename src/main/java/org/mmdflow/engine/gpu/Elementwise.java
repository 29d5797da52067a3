package org.mmdflow.engine.gpu;

/** The layout of kernels with an item for each number. */
final class Elementwise {
  static final int ITEMS = 64;

  private Elementwise() {}

  static long groups(long count) {
    return (count + ITEMS - 1) / ITEMS;
  }
}
