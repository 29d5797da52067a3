package org.mmdflow.network.dense;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The linear system of the kernel Sobolev step. With {@code J_i} the derivative of {@code sum_m
 * phi_m(x_i)} by all weights, {@code B} points and {@code n} sub-networks, its matrix is {@code
 * J_i' J_j / (n B) + lambda delta_ij}. Each layer's part of {@code J_i} is an outer product, so
 * that {@code J_i' J_j = (delta_i' delta_j)(h_i' h_j) + (epsilon_i' epsilon_j)(x_i' x_j)}: the
 * Jacobian itself is never made. Sums are of doubles.
 */
final class GramSystem {
  /** Rows of the products that a thread makes at a time. */
  private static final int BLOCK = 10;

  /** Columns that stay in the first-level cache meanwhile. */
  private static final int SLICE = 32;

  private final Team team;

  GramSystem(Team team) {
    this.team = team;
  }

  /** The matrix without {@code lambda}: {@code J_i' J_j / (n B)}. */
  DMatrixRMaj gram(Pass pass, FloatMatrix points) {
    int size = points.rows();
    DMatrixRMaj delta = innerProducts(pass.delta());
    DMatrixRMaj hidden = innerProducts(pass.hidden());
    DMatrixRMaj epsilon = innerProducts(pass.epsilon());
    DMatrixRMaj inputs = innerProducts(points);
    DMatrixRMaj gram = new DMatrixRMaj(size, size);
    double scale = 1.0 / ((double) pass.delta().columns() * size);
    for (int i = 0; i < gram.data.length; i++) {
      gram.data[i] = scale * (delta.data[i] * hidden.data[i] + epsilon.data[i] * inputs.data[i]);
    }
    return gram;
  }

  /**
   * Solves {@code (gram + lambda I) alpha = residuals} by Cholesky's method.
   *
   * @throws ArithmeticException if the matrix is not positive definite, as when it has NaNs
   */
  double[] solve(DMatrixRMaj gram, double lambda, double[] residuals) {
    DMatrixRMaj matrix = gram.copy();
    for (int i = 0; i < matrix.numRows; i++) {
      matrix.add(i, i, lambda);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(matrix.numRows);
    if (!solver.setA(matrix)) {
      throw new ArithmeticException(
          "the matrix of the kernel Sobolev step is not positive definite at lambda = " + lambda);
    }
    DMatrixRMaj right = new DMatrixRMaj(residuals.length, 1, true, residuals.clone());
    DMatrixRMaj alpha = new DMatrixRMaj(residuals.length, 1);
    solver.solve(right, alpha);
    return Arrays.copyOf(alpha.data, residuals.length);
  }

  /** The inner products of a matrix's rows, each summed in the order of the columns. */
  DMatrixRMaj innerProducts(FloatMatrix matrix) {
    int size = matrix.rows();
    double[][] columns = columns(matrix);
    DMatrixRMaj products = new DMatrixRMaj(size, size);
    team.run(
        (size + BLOCK - 1) / BLOCK,
        () ->
            part -> {
              int from = part * BLOCK;
              double[][] sums = new double[Math.min(BLOCK, size - from)][size];
              for (int k = 0; k < columns.length; k += SLICE) {
                int end = Math.min(k + SLICE, columns.length);
                for (int i = 0; i < sums.length; i++) {
                  accumulate(columns, k, end, from + i, sums[i]);
                }
              }
              for (int i = 0; i < sums.length; i++) {
                System.arraycopy(sums[i], 0, products.data, (from + i) * size, size);
              }
            });
    return products;
  }

  /** Column by column: what the innermost loop of {@link #accumulate} runs over lies together. */
  private double[][] columns(FloatMatrix matrix) {
    int size = matrix.rows();
    double[][] columns = new double[matrix.columns()][size];
    team.run(
        (columns.length + SLICE - 1) / SLICE,
        () -> {
          float[] line = new float[SLICE];
          return part -> {
            int from = part * SLICE;
            int count = Math.min(SLICE, columns.length - from);
            for (int i = 0; i < size; i++) {
              matrix.read(i, from, count, line);
              for (int k = 0; k < count; k++) {
                columns[from + k][i] = line[k];
              }
            }
          };
        });
    return columns;
  }

  /** What columns {@code k} to {@code end - 1} add to row {@code i} of the products. */
  private static void accumulate(double[][] columns, int k, int end, int i, double[] sums) {
    int next = k;
    for (; next + 4 <= end; next += 4) {
      double[] c0 = columns[next];
      double[] c1 = columns[next + 1];
      double[] c2 = columns[next + 2];
      double[] c3 = columns[next + 3];
      double f0 = c0[i];
      double f1 = c1[i];
      double f2 = c2[i];
      double f3 = c3[i];
      for (int j = 0; j < sums.length; j++) {
        sums[j] =
            Math.fma(
                f3, c3[j], Math.fma(f2, c2[j], Math.fma(f1, c1[j], Math.fma(f0, c0[j], sums[j]))));
      }
    }
    for (; next < end; next++) {
      double factor = columns[next][i];
      for (int j = 0; j < sums.length; j++) {
        sums[j] = Math.fma(factor, columns[next][j], sums[j]);
      }
    }
  }
}
