package org.mmdflow.statistic.summary;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.mmdflow.measure.Weights;

/**
 * Weights w of given points that make {@code MMD^2 = w'Kw - 2 w'z + C} lowest, their sum 1: a dense
 * system of M unknowns, by Cholesky's method.
 *
 * <p>On weights that sum to 1 the matrix may be replaced by {@code HKH + s 11'/M}, H = I - 11'/M, s
 * its mean eigenvalue, which is positive definite for kernels that are so on sums of 0 only, too. A
 * ridge of {@code ridge} times s is added, which pulls the weights towards 1/M; it grows tenfold
 * until the factor exists. The smoother the kernel, the less a weight matters beside its
 * neighbours', and without a ridge most of the weights that are not negative would be 0. O(M^3)
 * time, O(M^2) memory. Immutable, any thread.
 */
public final class OptimalWeights {
  /** The ridge unless another is asked for. */
  public static final double RIDGE = 1e-8;

  /** The least ridge where K and z are sums of floats. */
  public static final double RIDGE_FLOAT = 1e-6;

  private final int m;
  private final double[] matrix;
  private final double[] right;
  private final double scale;
  private final double ridge;

  /**
   * The problem.
   *
   * @param gram K, M x M row-major; left alone
   * @param z the target's mean embedding at the points
   * @param ridge relative, above 0
   * @throws IllegalArgumentException if the sizes do not fit or the ridge is not above 0
   */
  public OptimalWeights(double[] gram, double[] z, double ridge) {
    m = z.length;
    if (gram.length != (long) m * m || !(ridge > 0)) {
      throw new IllegalArgumentException(
          gram.length + " values for " + m + " points, or a ridge not above 0: " + ridge);
    }
    this.ridge = ridge;
    double[] means = new double[m];
    double mean = 0;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        means[i] += gram[i * m + j] / m;
      }
      mean += means[i] / m;
    }
    matrix = new double[m * m];
    double trace = 0;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        matrix[i * m + j] = gram[i * m + j] - means[i] - means[j] + mean;
      }
      trace += matrix[i * m + i];
    }
    scale = trace > 0 ? trace / m : 1;
    // The linear term, centred: K1/M - z. The right side in w is Q 1/M minus it.
    double centre = 0;
    right = new double[m];
    for (int i = 0; i < m; i++) {
      right[i] = z[i] - means[i];
      centre += right[i] / m;
    }
    for (int i = 0; i < m; i++) {
      right[i] += scale * (1 + ridge) / m - centre;
      for (int j = 0; j < m; j++) {
        matrix[i * m + j] += scale / m;
      }
      matrix[i * m + i] += scale * ridge;
    }
  }

  /** The best weights, which may be negative; their sum is 1. */
  public double[] signed() {
    int[] all = IntStream.range(0, m).toArray();
    return onPlane(all);
  }

  /** The best weights that are not negative. */
  public Weights notNegative() {
    return notNegative(() -> {});
  }

  /**
   * Likewise, telling {@code eachSystem} before each system that is solved. At first all weights
   * that come out negative are set to 0 at once, until none is left; then Lawson and Hanson's
   * active sets (1974, chapter 23), with the sum kept at 1, bring back one by one those that lower
   * MMD^2.
   */
  Weights notNegative(Runnable eachSystem) {
    double[] w = new double[m];
    boolean[] free = new boolean[m];
    Arrays.fill(free, true);
    while (!solvedWithoutNegatives(w, free)) {
      eachSystem.run();
    }
    for (int freed = mostWanted(w, free); freed >= 0; freed = mostWanted(w, free)) {
      free[freed] = true;
      boolean whole = false;
      while (!whole && free[freed]) {
        eachSystem.run();
        whole = moved(w, free);
      }
      if (!free[freed]) {
        break; // By rounding alone was it wanted.
      }
    }
    return Weights.proportionalTo(w);
  }

  /** Solves for the free weights; where some are negative, they are free no more. */
  private boolean solvedWithoutNegatives(double[] w, boolean[] free) {
    int[] set = indices(free);
    double[] found = onPlane(set);
    boolean none = true;
    for (int k = 0; k < set.length; k++) {
      none &= found[k] >= 0;
      free[set[k]] = found[k] >= 0;
      w[set[k]] = Math.max(0, found[k]);
    }
    return none;
  }

  /**
   * Moves the free weights to their best, or as far as none becomes negative; those that reach 0
   * are free no more. True where the whole way was gone.
   */
  private boolean moved(double[] w, boolean[] free) {
    int[] set = indices(free);
    double[] wanted = onPlane(set);
    double step = stepToTheBoundary(w, wanted, set);
    for (int k = 0; k < set.length; k++) {
      int i = set[k];
      w[i] += step * (wanted[k] - w[i]);
      if (step < 1 && w[i] <= 1e-15) {
        w[i] = 0;
        free[i] = false;
      }
    }
    return step == 1;
  }

  private static int[] indices(boolean[] free) {
    return IntStream.range(0, free.length).filter(i -> free[i]).toArray();
  }

  /** The share of the way from w to what is wanted on which no weight becomes negative. */
  private static double stepToTheBoundary(double[] w, double[] wanted, int[] set) {
    double step = 1;
    for (int k = 0; k < set.length; k++) {
      if (wanted[k] < 0) {
        step = Math.min(step, w[set[k]] / (w[set[k]] - wanted[k]));
      }
    }
    return step;
  }

  /** The weight at 0 that would lower MMD^2 most, or -1 if none would. */
  private int mostWanted(double[] w, boolean[] free) {
    double multiplier = Double.NaN;
    double lowest = -1e-12 * scale / m;
    int most = -1;
    for (int i = 0; i < m && Double.isNaN(multiplier); i++) {
      multiplier = free[i] ? slope(w, i) : multiplier;
    }
    for (int i = 0; i < m; i++) {
      double slope = free[i] ? 0 : slope(w, i) - multiplier;
      if (slope < lowest) {
        lowest = slope;
        most = i;
      }
    }
    return most;
  }

  private double slope(double[] w, int i) {
    double sum = -right[i];
    for (int j = 0; j < m; j++) {
      sum += matrix[i * m + j] * w[j];
    }
    return sum;
  }

  /** The minimum over weights of {@code set} that sum to 1, all others 0. */
  private double[] onPlane(int[] set) {
    int n = set.length;
    DMatrixRMaj part = new DMatrixRMaj(n, n);
    DMatrixRMaj sides = new DMatrixRMaj(n, 2);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        part.set(a, b, matrix[set[a] * m + set[b]]);
      }
      sides.set(a, 0, right[set[a]]);
      sides.set(a, 1, 1);
    }
    DMatrixRMaj found = solved(part, sides);
    double sum = 0;
    double ones = 0;
    for (int a = 0; a < n; a++) {
      sum += found.get(a, 0);
      ones += found.get(a, 1);
    }
    double[] w = new double[n];
    for (int a = 0; a < n; a++) {
      w[a] = found.get(a, 0) + (1 - sum) / ones * found.get(a, 1);
    }
    return w;
  }

  private DMatrixRMaj solved(DMatrixRMaj part, DMatrixRMaj sides) {
    DMatrixRMaj found = new DMatrixRMaj(sides.numRows, sides.numCols);
    for (double more = 0; more < 1; more = Math.max(9 * ridge, 10 * more)) {
      DMatrixRMaj matrixWithRidge = part.copy();
      for (int i = 0; i < part.numRows; i++) {
        matrixWithRidge.add(i, i, more * scale);
      }
      LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(part.numRows);
      if (solver.setA(matrixWithRidge)) {
        solver.solve(sides, found);
        return found;
      }
    }
    throw new ArithmeticException(
        "the Gram matrix of " + part.numRows + " points is not positive definite, or not finite");
  }
}
