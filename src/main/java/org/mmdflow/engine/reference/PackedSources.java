package org.mmdflow.engine.reference;

import java.util.Arrays;
import org.mmdflow.engine.Leaves;

/**
 * Weighted sources, leaf by leaf: within a leaf first all first coordinates, then all second ones
 * and so on, then the weights, each {@value Leaves#SIZE} apart. The last leaf is filled up to a
 * multiple of {@value #STRIDE} with copies of the last source whose weight is 0, so that loops need
 * no remainder and no kernel meets a point that the user did not give. Buffers outlive a call.
 */
final class PackedSources {
  /** Loops over a leaf may take this many sources at a time. */
  static final int STRIDE = 8;

  private double[][] leaves = new double[0][];
  private int n;
  private int d;

  /** Packs n points of R^d, all of weight 1. */
  void pack(double[] points, int count, int dimension) {
    n = count;
    d = dimension;
    int length = (d + 1) * Leaves.SIZE;
    if (leaves.length < count()) {
      leaves = Arrays.copyOf(leaves, count());
    }
    for (int leaf = 0; leaf < count(); leaf++) {
      if (leaves[leaf] == null || leaves[leaf].length != length) {
        leaves[leaf] = new double[length];
      }
      packLeaf(points, leaf, leaves[leaf]);
    }
  }

  /** Packs n weighted points of R^d. */
  void pack(double[] points, double[] weights, int count, int dimension) {
    pack(points, count, dimension);
    for (int leaf = 0; leaf < count(); leaf++) {
      System.arraycopy(weights, first(leaf), leaves[leaf], d * Leaves.SIZE, size(leaf));
    }
  }

  private void packLeaf(double[] points, int leaf, double[] packed) {
    int size = size(leaf);
    int width = width(leaf);
    for (int j = 0; j < width; j++) {
      int from = (first(leaf) + Math.min(j, size - 1)) * d;
      for (int c = 0; c < d; c++) {
        packed[c * Leaves.SIZE + j] = points[from + c];
      }
      packed[d * Leaves.SIZE + j] = j < size ? 1 : 0;
    }
  }

  /** Number of leaves. */
  int count() {
    return Leaves.count(n);
  }

  /** Number of the first source of a leaf. */
  int first(int leaf) {
    return leaf * Leaves.SIZE;
  }

  /** Sources in a leaf. */
  int size(int leaf) {
    return Math.min(Leaves.SIZE, n - first(leaf));
  }

  /** Sources in a leaf, filling included: a multiple of {@value #STRIDE}. */
  int width(int leaf) {
    return (size(leaf) + STRIDE - 1) / STRIDE * STRIDE;
  }

  /** A leaf: coordinate c of source j at {@code c * 256 + j}, its weight at {@code d * 256 + j}. */
  double[] leaf(int leaf) {
    return leaves[leaf];
  }
}
