package org.mmdflow.statistic.summary;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
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

  /** Systems for each point at most; one is what it takes where the ridge is hardly any. */
  private static final int SYSTEMS = 5;

  /** Slopes that differ by less, in units of the mean eigenvalue, are the same. */
  private static final double TOLERANCE = 1e-14;

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
   * MMD^2. One that by rounding alone seemed to is passed over until another has come back.
   *
   * @throws UserError if {@value #SYSTEMS} systems for each point are not enough
   */
  Weights notNegative(Runnable eachSystem) {
    return notNegative(eachSystem, SYSTEMS * m);
  }

  /** Likewise with {@code most} systems after the first stage, but for the last few of them. */
  Weights notNegative(Runnable eachSystem, int most) {
    double[] w = new double[m];
    boolean[] free = new boolean[m];
    Arrays.fill(free, true);
    do {
      eachSystem.run();
    } while (!solvedWithoutNegatives(w, free));
    boolean[] passedOver = new boolean[m];
    int left = most;
    int wanted = mostWanted(w, free, passedOver);
    while (wanted >= 0) {
      free[wanted] = true;
      double[] best = best(free, eachSystem);
      if (best[wanted] > 0) {
        Arrays.fill(passedOver, false);
        while (!moved(w, best, free)) {
          left--;
          best = best(free, eachSystem);
        }
      } else {
        free[wanted] = false;
        passedOver[wanted] = true;
      }
      wanted = mostWanted(w, free, passedOver);
      if (wanted >= 0 && --left < 0) {
        throw new UserError(
            "the optimal weights of "
                + m
                + " points are not found in "
                + most
                + " systems, in the ridge "
                + Numbers.format(ridge)
                + "; use a larger one, which tells the points apart");
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

  /** The minimum over the free weights, all others 0, of length M. */
  private double[] best(boolean[] free, Runnable eachSystem) {
    eachSystem.run();
    int[] set = indices(free);
    double[] found = onPlane(set);
    double[] best = new double[m];
    for (int k = 0; k < set.length; k++) {
      best[set[k]] = found[k];
    }
    return best;
  }

  /**
   * Moves the free weights to {@code best}, or as far as none becomes negative; those that reach 0
   * are free no more. True where the whole way was gone.
   */
  private static boolean moved(double[] w, double[] best, boolean[] free) {
    double step = 1;
    int first = -1;
    for (int i = 0; i < w.length; i++) {
      double share = free[i] && best[i] <= 0 ? w[i] / (w[i] - best[i]) : 1;
      if (share < step) {
        step = share;
        first = i;
      }
    }
    for (int i = 0; i < w.length; i++) {
      w[i] = free[i] ? Math.max(0, w[i] + step * (best[i] - w[i])) : 0;
      boolean stopped = i == first || (w[i] == 0 && best[i] <= 0);
      w[i] = stopped ? 0 : w[i];
      free[i] &= !stopped;
    }
    return first < 0;
  }

  private static int[] indices(boolean[] free) {
    return IntStream.range(0, free.length).filter(i -> free[i]).toArray();
  }

  /**
   * The weight at 0 that would lower MMD^2 most, or -1 if none would by more than rounding: where
   * weights are, slopes should be one number, and how far they are from it is how well slopes are
   * known.
   */
  private int mostWanted(double[] w, boolean[] free, boolean[] passedOver) {
    double[] slopes = slopes(w);
    double level = 0;
    double mass = 0;
    for (int i = 0; i < m; i++) {
      level += w[i] * slopes[i];
      mass += w[i];
    }
    level /= mass;
    double error = TOLERANCE * scale;
    for (int i = 0; i < m; i++) {
      error = free[i] ? Math.max(error, Math.abs(slopes[i] - level)) : error;
    }
    double lowest = level - 2 * error;
    int most = -1;
    for (int i = 0; i < m; i++) {
      if (!free[i] && !passedOver[i] && slopes[i] < lowest) {
        lowest = slopes[i];
        most = i;
      }
    }
    return most;
  }

  private double[] slopes(double[] w) {
    double[] slopes = new double[m];
    for (int i = 0; i < m; i++) {
      slopes[i] = -right[i];
      for (int j = 0; j < m; j++) {
        slopes[i] += matrix[i * m + j] * w[j];
      }
    }
    return slopes;
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
