package org.mmdflow.engine.gpu;

/**
 * The layout of kernels with an item for each number, and of those with a group for each leaf,
 * whose LEAF_ITEMS are as many.
 */
final class Elementwise {
  static final int ITEMS = 64;

  private Elementwise() {}

  static long groups(long count) {
    return (count + ITEMS - 1) / ITEMS;
  }
}
