package org.mmdflow.io;

import java.util.ArrayList;
import java.util.List;

/** Numbers of unknown count, kept in blocks so that growing never copies. One thread. */
final class DoubleList {
  private static final int BLOCK = 1 << 14;

  private final List<double[]> blocks = new ArrayList<>();
  private final String where;
  private double[] block = new double[0];
  private int used;
  private long size;

  /**
   * @param where the file, for messages
   */
  DoubleList(String where) {
    this.where = where;
  }

  void add(double value) {
    if (used == block.length) {
      // The numbers so far, this block, and the array that will hold them all.
      Heap.require(16.0 * (size + BLOCK), where);
      block = Heap.doubles(BLOCK, where);
      blocks.add(block);
      used = 0;
    }
    block[used++] = value;
    size++;
  }

  double[] toArray() {
    double[] all = Heap.doubles(size, where);
    int at = 0;
    for (double[] b : blocks) {
      int length = Math.min(BLOCK, all.length - at);
      System.arraycopy(b, 0, all, at, length);
      at += length;
    }
    return all;
  }
}
