package org.mmdflow.engine;

import java.util.stream.IntStream;
import org.mmdflow.kernel.Kernel;

/**
 * What an engine must find: double loops over pairs, sums in twice the precision of double. Beside
 * each net sum stands the gross one, of absolute values, which says how much cancelled.
 */
final class Oracle {
  /**
   * @param gradient n x d, of all parts together
   * @param grossGradient n x d: sums of absolute values
   * @param values n of each part
   * @param grossValues n of each part
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sums(
      double[] gradient, double[] grossGradient, double[][] values, double[][] grossValues) {}

  private Oracle() {}

  static Sums sums(Kernel kernel, Problem problem) {
    int d = problem.d();
    int parts = problem.parts().size();
    int n = problem.n();
    Sums sums =
        new Sums(new double[n * d], new double[n * d], new double[parts][n], new double[parts][n]);
    for (int i = 0; i < n; i++) {
      double[] x = problem.point(i);
      ExactSum[] net = zeros(d);
      for (int p = 0; p < parts; p++) {
        Problem.Sources sources = problem.parts().get(p);
        ExactSum value = new ExactSum();
        for (int j = 0; j < sources.n(); j++) {
          double[] y = sources.point(j, d);
          double w = sources.weights()[j];
          double k = Formulas.value(kernel, x, y);
          value.addProduct(w, k);
          sums.grossValues[p][i] += Math.abs(w * k);
          Formulas.addGradient(kernel, x, y, w, net);
          ExactSum[] one = zeros(d);
          Formulas.addGradient(kernel, x, y, w, one);
          for (int c = 0; c < d; c++) {
            sums.grossGradient[i * d + c] += Math.abs(one[c].value());
          }
        }
        sums.values[p][i] = value.value();
      }
      for (int c = 0; c < d; c++) {
        sums.gradient[i * d + c] = net[c].value();
      }
    }
    return sums;
  }

  /** a'Kb for the points of {@code a} and {@code b}; without equal indices where {@code skip}. */
  static double quadratic(
      Kernel kernel, int d, Problem.Sources a, Problem.Sources b, boolean skip) {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < a.n(); i++) {
      for (int j = 0; j < b.n(); j++) {
        if (!skip || i != j) {
          double k = Formulas.value(kernel, a.point(i, d), b.point(j, d));
          sum.addProduct(a.weights()[i] * b.weights()[j], k);
        }
      }
    }
    return sum.value();
  }

  private static ExactSum[] zeros(int d) {
    return IntStream.range(0, d).mapToObj(c -> new ExactSum()).toArray(ExactSum[]::new);
  }
}
