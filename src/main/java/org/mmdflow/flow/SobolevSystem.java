package org.mmdflow.flow;

import org.ejml.data.DGrowArray;
import org.ejml.data.DMatrixRBlock;
import org.ejml.dense.block.MatrixOps_DDRB;
import org.ejml.dense.block.decomposition.chol.CholeskyOuterForm_DDRB;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.mmdflow.kernel.MixedDerivatives;

/**
 * The Nd x Nd matrix {@code G + lambda I} of weighted particles, {@code G_il,jm = sqrt(a_i a_j)
 * d_1l d_2m k(x_i, x_j)}, and its Cholesky factor in the same memory. One thread.
 */
final class SobolevSystem {
  /** Rows of a block of the factorisation: what fits the first cache. */
  private static final int BLOCK = 64;

  private final MixedDerivatives derivatives;
  private final int n;
  private final int d;
  private final double ridge;
  private final double[] matrix;
  private final DGrowArray workspace = new DGrowArray();

  SobolevSystem(MixedDerivatives derivatives, int n, int d, double ridge) {
    this.derivatives = derivatives;
    this.n = n;
    this.d = d;
    this.ridge = ridge;
    matrix = new double[n * d * n * d];
  }

  /**
   * Makes the factor for these particles.
   *
   * @param roots square roots of the N masses
   * @return false if rounding leaves no factor: the ridge is too small, or a number not finite
   */
  boolean factor(double[] x, double[] roots) {
    fill(x, roots);
    int size = n * d;
    MatrixOps_DDRB.convertRowToBlock(size, size, BLOCK, matrix, workspace);
    boolean done =
        new CholeskyOuterForm_DDRB(true).decompose(DMatrixRBlock.wrap(matrix, size, size, BLOCK));
    MatrixOps_DDRB.convertBlockToRow(size, size, BLOCK, matrix, workspace);
    // A NaN passes the library's comparisons and ends in the last pivot.
    return done && Double.isFinite(matrix[matrix.length - 1]);
  }

  private void fill(double[] x, double[] roots) {
    double[] block = new double[d * d];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        derivatives.block(x, i * d, x, j * d, d, block);
        double weight = roots[i] * roots[j];
        for (int l = 0; l < d; l++) {
          for (int m = 0; m < d; m++) {
            double value = weight * block[l * d + m];
            matrix[index(i, l, j, m)] = value;
            matrix[index(j, m, i, l)] = value;
          }
        }
      }
    }
    for (int c = 0; c < n * d; c++) {
      matrix[c * (n * d) + c] += ridge;
    }
  }

  private int index(int i, int l, int j, int m) {
    return (i * d + l) * (n * d) + j * d + m;
  }

  /** Overwrites {@code b} with the solution; after {@link #factor}. */
  void solve(double[] b) {
    TriangularSolver_DDRM.solveL(matrix, b, n * d);
    TriangularSolver_DDRM.solveTranL(matrix, b, n * d);
  }

  /** {@code L^-1 b}, whose square is {@code b' (G + lambda I)^-1 b}; overwrites {@code b}. */
  void halfSolve(double[] b) {
    TriangularSolver_DDRM.solveL(matrix, b, n * d);
  }

  /** The row of {@code H} of coordinate {@code l} of particle {@code i} times {@code sqrt(a) u}. */
  double force(double[] x, int i, int l, double[] roots, double[] u) {
    double[] block = new double[d * d];
    double sum = 0;
    for (int j = 0; j < n; j++) {
      derivatives.block(x, i * d, x, j * d, d, block);
      for (int m = 0; m < d; m++) {
        sum += block[l * d + m] * roots[j] * u[j * d + m];
      }
    }
    return sum;
  }
}
