package org.mmdflow.engine.reference;

import java.util.Arrays;
import org.mmdflow.engine.Leaves;

/**
 * Weighted sources, leaf by leaf: an array for each coordinate and one for the weights, all of
 * length {@value Leaves#SIZE}, because Java 17 vectorises loops over several arrays only where each
 * starts at a constant index. The last leaf is filled up to a multiple of {@value #STRIDE} with
 * copies of the last source whose weight is 0, so that loops need no remainder and no kernel meets
 * a point that the user did not give. Arrays outlive a call.
 */
final class PackedSources {
  /** Loops over a leaf may take this many sources at a time. */
  static final int STRIDE = 8;

  private double[][] arrays = new double[0][];
  private int n;
  private int d;

  /** Packs n points of R^d, all of weight 1. */
  void pack(double[] points, int count, int dimension) {
    n = count;
    d = dimension;
    int needed = Math.multiplyExact(count(), d + 1);
    int had = arrays.length;
    if (had < needed) {
      arrays = Arrays.copyOf(arrays, needed);
      Arrays.setAll(arrays, i -> i < had ? arrays[i] : new double[Leaves.SIZE]);
    }
    for (int leaf = 0; leaf < count(); leaf++) {
      packLeaf(points, leaf);
    }
  }

  /** Packs n weighted points of R^d. */
  void pack(double[] points, double[] weights, int count, int dimension) {
    pack(points, count, dimension);
    for (int leaf = 0; leaf < count(); leaf++) {
      System.arraycopy(weights, first(leaf), weights(leaf), 0, size(leaf));
    }
  }

  private void packLeaf(double[] points, int leaf) {
    int size = size(leaf);
    int width = width(leaf);
    for (int c = 0; c < d; c++) {
      double[] coordinate = coordinate(leaf, c);
      for (int j = 0; j < width; j++) {
        coordinate[j] = points[(first(leaf) + Math.min(j, size - 1)) * d + c];
      }
    }
    Arrays.fill(weights(leaf), 0, size, 1);
    Arrays.fill(weights(leaf), size, width, 0);
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

  /** Coordinate c of a leaf's sources. */
  double[] coordinate(int leaf, int c) {
    return arrays[leaf * (d + 1) + c];
  }

  /** Weights of a leaf's sources. */
  double[] weights(int leaf) {
    return arrays[leaf * (d + 1) + d];
  }
}
