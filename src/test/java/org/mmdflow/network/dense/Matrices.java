package org.mmdflow.network.dense;

import java.util.Random;

/** Matrices for tests, and products of them by the definition. */
public final class Matrices {
  private Matrices() {}

  public static FloatMatrix normal(int rows, int columns, long seed) {
    Random random = new Random(seed);
    FloatMatrix matrix = new FloatMatrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, (float) random.nextGaussian());
      }
    }
    return matrix;
  }

  public static float[][] rows(FloatMatrix matrix) {
    float[][] rows = new float[matrix.rows()][matrix.columns()];
    for (int i = 0; i < rows.length; i++) {
      matrix.readRow(i, rows[i]);
    }
    return rows;
  }

  /** {@code alpha op(a) op(b) + beta c} in double. */
  public static double[][] product(
      double alpha,
      FloatMatrix a,
      boolean transposeA,
      FloatMatrix b,
      boolean transposeB,
      double beta,
      FloatMatrix c) {
    double[][] result = new double[c.rows()][c.columns()];
    int inner = transposeA ? a.rows() : a.columns();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          double left = transposeA ? a.get(k, i) : a.get(i, k);
          double right = transposeB ? b.get(j, k) : b.get(k, j);
          sum += left * right;
        }
        result[i][j] = alpha * sum + (beta == 0 ? 0 : beta * c.get(i, j));
      }
    }
    return result;
  }
}
