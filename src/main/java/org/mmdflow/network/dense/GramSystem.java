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

  /** The inner products of a matrix's rows. */
  DMatrixRMaj innerProducts(FloatMatrix matrix) {
    double[][] rows = doubleRows(matrix);
    int size = rows.length;
    DMatrixRMaj products = new DMatrixRMaj(size, size);
    team.run(
        (size + 3) / 4,
        () ->
            block -> {
              for (int i = 4 * block; i < Math.min(size, 4 * block + 4); i++) {
                for (int j = i; j < size; j += 4) {
                  four(rows, i, j, products);
                }
              }
            });
    return products;
  }

  private double[][] doubleRows(FloatMatrix matrix) {
    double[][] rows = new double[matrix.rows()][matrix.columns()];
    team.run(
        rows.length,
        () -> {
          float[] line = new float[matrix.columns()];
          return i -> {
            matrix.readRow(i, line);
            for (int j = 0; j < line.length; j++) {
              rows[i][j] = line[j];
            }
          };
        });
    return rows;
  }

  /** Row i against rows j to j + 3: four sums at a time keep the processor busy. */
  private static void four(double[][] rows, int i, int j, DMatrixRMaj products) {
    int last = rows.length - 1;
    double[] a = rows[i];
    double[] b0 = rows[j];
    double[] b1 = rows[Math.min(j + 1, last)];
    double[] b2 = rows[Math.min(j + 2, last)];
    double[] b3 = rows[Math.min(j + 3, last)];
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int k = 0; k < a.length; k++) {
      double x = a[k];
      s0 = Math.fma(x, b0[k], s0);
      s1 = Math.fma(x, b1[k], s1);
      s2 = Math.fma(x, b2[k], s2);
      s3 = Math.fma(x, b3[k], s3);
    }
    double[] sums = {s0, s1, s2, s3};
    for (int q = 0; q < Math.min(4, rows.length - j); q++) {
      products.set(i, j + q, sums[q]);
      products.set(j + q, i, sums[q]);
    }
  }
}
