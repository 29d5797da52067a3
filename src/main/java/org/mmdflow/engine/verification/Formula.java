package org.mmdflow.engine.verification;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.mmdflow.measure.Points;

/**
 * A kernel as its definition says, without any code of the kernels and engines.
 *
 * @param kernel the expression
 * @param add adds {@code weight * grad_1 k(x, y)} to the gradient and returns {@code weight * k(x,
 *     y)}
 */
record Formula(String kernel, Term add) {
  private static final double SCALE = 1.5;

  /** One pair. */
  @FunctionalInterface
  interface Term {
    double add(double weight, Points x, int i, Points y, int j, double[] gradient);
  }

  /** Each kernel of the expression language, and a sum. */
  static final List<Formula> ALL =
      List.of(
          gaussian("gaussian(h=1.5)", SCALE),
          radial("laplace(l=1.5)", r -> Math.exp(-r / SCALE), r -> -Math.exp(-r / SCALE) / SCALE),
          radial(
              "matern32(l=1.5)",
              r -> (1 + Math.sqrt(3) * r / SCALE) * Math.exp(-Math.sqrt(3) * r / SCALE),
              r -> -3 * r / (SCALE * SCALE) * Math.exp(-Math.sqrt(3) * r / SCALE)),
          radial(
              "matern52(l=1.5)",
              r -> matern52(Math.sqrt(5) * r / SCALE),
              r -> matern52Slope(Math.sqrt(5) * r / SCALE) * Math.sqrt(5) / SCALE),
          radial(
              "imq(l=1.5, c=1, beta=0.5)",
              r -> Math.pow(1 + r * r / (SCALE * SCALE), -0.5),
              r -> -r / (SCALE * SCALE) * Math.pow(1 + r * r / (SCALE * SCALE), -1.5)),
          radial(
              "rational-quadratic(l=1.5, alpha=2)",
              r -> Math.pow(1 + r * r / (4 * SCALE * SCALE), -2),
              r -> -r / (SCALE * SCALE) * Math.pow(1 + r * r / (4 * SCALE * SCALE), -3)),
          radial("energy", r -> -r, r -> -1),
          radial("riesz(s=1.5)", r -> -Math.pow(r, 1.5), r -> -1.5 * Math.sqrt(r)),
          new Formula("polynomial(degree=3, c=1)", Formula::cubic),
          sum(
              "0.5*gaussian(h=1) + 0.5*gaussian(h=4)",
              0.5,
              gaussian("gaussian(h=1)", 1),
              gaussian("gaussian(h=4)", 4)));

  private static Formula gaussian(String kernel, double h) {
    return radial(
        kernel,
        r -> Math.exp(-r * r / (2 * h * h)),
        r -> -r / (h * h) * Math.exp(-r * r / (2 * h * h)));
  }

  private static double matern52(double u) {
    return (1 + u + u * u / 3) * Math.exp(-u);
  }

  private static double matern52Slope(double u) {
    return -u / 3 * (1 + u) * Math.exp(-u);
  }

  /** k(r) and dk/dr; the gradient is 0 where the points meet. */
  private static Formula radial(String kernel, DoubleUnaryOperator k, DoubleUnaryOperator slope) {
    return new Formula(
        kernel,
        (weight, x, i, y, j, gradient) -> {
          double square = 0;
          for (int axis = 0; axis < x.d(); axis++) {
            double difference = x.get(i, axis) - y.get(j, axis);
            square += difference * difference;
          }
          double r = Math.sqrt(square);
          double factor = r == 0 ? 0 : weight * slope.applyAsDouble(r) / r;
          for (int axis = 0; axis < x.d(); axis++) {
            gradient[axis] += factor * (x.get(i, axis) - y.get(j, axis));
          }
          return weight * k.applyAsDouble(r);
        });
  }

  private static double cubic(double weight, Points x, int i, Points y, int j, double[] gradient) {
    double base = 1;
    for (int axis = 0; axis < x.d(); axis++) {
      base += x.get(i, axis) * y.get(j, axis);
    }
    for (int axis = 0; axis < x.d(); axis++) {
      gradient[axis] += weight * 3 * base * base * y.get(j, axis);
    }
    return weight * base * base * base;
  }

  private static Formula sum(String kernel, double share, Formula a, Formula b) {
    return new Formula(
        kernel,
        (weight, x, i, y, j, gradient) ->
            a.add.add(share * weight, x, i, y, j, gradient)
                + b.add.add(share * weight, x, i, y, j, gradient));
  }
}
