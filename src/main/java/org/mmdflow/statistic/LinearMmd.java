package org.mmdflow.statistic;

import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.FeatureKernel;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.PolynomialKernel;
import org.mmdflow.kernel.RadialKernel;
import org.mmdflow.kernel.WeightedSum;
import org.mmdflow.measure.Points;

/** The linear-time estimate of MMD^2, on the host in double. Pure functions. */
public final class LinearMmd {
  private LinearMmd() {}

  /** The mean of {@link #terms}. */
  static double estimate(Kernel kernel, Points x, Points y) {
    double[] terms = terms(kernel, x, y);
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum / terms.length;
  }

  /**
   * k(x, x') + k(y, y') - k(x, y') - k(x', y) of the pairs of rows (0, 1), (2, 3), ... that both
   * samples have.
   *
   * @throws UserError if a sample is a single point
   */
  public static double[] terms(Kernel kernel, Points x, Points y) {
    int pairs = Math.min(x.n(), y.n()) / 2;
    if (pairs == 0) {
      throw new UserError(
          "the shorter sample has a single point, in the linear estimate;"
              + " use the estimator v, or two points or more");
    }
    double[] terms = new double[pairs];
    for (int p = 0; p < pairs; p++) {
      int i = 2 * p;
      terms[p] =
          value(kernel, x, i, x, i + 1)
              + value(kernel, y, i, y, i + 1)
              - value(kernel, x, i, y, i + 1)
              - value(kernel, x, i + 1, y, i);
    }
    return terms;
  }

  private static double value(Kernel kernel, Points a, int i, Points b, int j) {
    if (kernel instanceof RadialKernel radial) {
      double scale = radial.scale();
      double q = 0;
      for (int c = 0; c < a.d(); c++) {
        double difference = (a.get(i, c) - b.get(j, c)) / scale;
        q += difference * difference;
      }
      return radial.value(q);
    }
    if (kernel instanceof PolynomialKernel polynomial) {
      double t = polynomial.c();
      for (int c = 0; c < a.d(); c++) {
        t += a.get(i, c) * b.get(j, c);
      }
      return polynomial.value(t);
    }
    if (kernel instanceof FeatureKernel features) {
      return features.value(a.data(), i * a.d(), b.data(), j * b.d());
    }
    double sum = 0;
    for (Component part : ((WeightedSum) kernel).components()) {
      sum += part.weight() * value(part.kernel(), a, i, b, j);
    }
    return sum;
  }
}
