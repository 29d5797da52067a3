package org.mmdflow.objective;

import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.PolynomialKernel;
import org.mmdflow.kernel.RadialKernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/** Pair by pair, straight from the definitions, in double: what the tests compare with. */
public final class NaiveMmd {
  private final Kernel kernel;
  private final Points target;
  private final Weights targetWeights;

  public NaiveMmd(Kernel kernel, Points target) {
    this(kernel, target, Weights.uniform(target.n()));
  }

  public NaiveMmd(Kernel kernel, Points target, Weights targetWeights) {
    this.kernel = kernel;
    this.target = target;
    this.targetWeights = targetWeights;
  }

  /** k(a_i, b_j). */
  public static double value(Kernel kernel, Points a, int i, Points b, int j) {
    double sum = 0;
    for (Component part : kernel.components()) {
      double each =
          part.kernel() instanceof RadialKernel radial
              ? radial.value(square(a, i, b, j) / (radial.scale() * radial.scale()))
              : ((PolynomialKernel) part.kernel())
                  .value(dot(a, i, b, j) + ((PolynomialKernel) part.kernel()).c());
      sum += part.weight() * each;
    }
    return sum;
  }

  /** Adds weight times the gradient of k(., b_j) at a_i. */
  private void addGradient(double weight, Points a, int i, Points b, int j, double[] out) {
    for (Component part : kernel.components()) {
      for (int c = 0; c < a.d(); c++) {
        double slope;
        if (part.kernel() instanceof RadialKernel radial) {
          double scale2 = radial.scale() * radial.scale();
          slope =
              2 / scale2 * radial.slope(square(a, i, b, j) / scale2) * (a.get(i, c) - b.get(j, c));
        } else {
          PolynomialKernel polynomial = (PolynomialKernel) part.kernel();
          slope = polynomial.slope(dot(a, i, b, j) + polynomial.c()) * b.get(j, c);
        }
        out[i * a.d() + c] += weight * part.weight() * slope;
      }
    }
  }

  /** The gradient of the witness of particles x, at points z: particles minus target. */
  public Points gradient(Points z, Points x, Weights a) {
    double[] out = new double[z.data().length];
    for (int i = 0; i < z.n(); i++) {
      for (int j = 0; j < x.n(); j++) {
        addGradient(a.get(j), z, i, x, j, out);
      }
      for (int m = 0; m < target.n(); m++) {
        addGradient(-targetWeights.get(m), z, i, target, m, out);
      }
    }
    return Points.of(z.n(), z.d(), out);
  }

  /** Uniform particles at themselves. */
  public Points gradient(Points x) {
    return gradient(x, x, Weights.uniform(x.n()));
  }

  /** MMD^2 / 2, all pairs. */
  public double halfV(Points x, Weights a) {
    return 0.5
        * (square(kernel, x, a, true)
            - 2 * cross(x, a)
            + square(kernel, target, targetWeights, true));
  }

  /** MMD^2 / 2, pairs of unequal index. */
  public double halfU(Points x, Weights a) {
    return 0.5
        * (square(kernel, x, a, false)
            - 2 * cross(x, a)
            + square(kernel, target, targetWeights, false));
  }

  /** Mean squared gradient by the masses. */
  public double meanSquaredGradient(Points x, Weights a) {
    return meanSquare(gradient(x, x, a), a);
  }

  /** Mean squared length of rows by the masses. */
  public static double meanSquare(Points g, Weights a) {
    double mean = 0;
    for (int i = 0; i < g.n(); i++) {
      for (int c = 0; c < g.d(); c++) {
        mean += a.get(i) * g.get(i, c) * g.get(i, c);
      }
    }
    return mean;
  }

  private double cross(Points x, Weights a) {
    double sum = 0;
    for (int i = 0; i < x.n(); i++) {
      for (int m = 0; m < target.n(); m++) {
        sum += a.get(i) * targetWeights.get(m) * value(kernel, x, i, target, m);
      }
    }
    return sum;
  }

  private static double square(Kernel kernel, Points x, Weights a, boolean diagonal) {
    double sum = 0;
    double kept = diagonal ? 1 : 1 - a.sumOfSquares();
    for (int i = 0; i < x.n(); i++) {
      for (int j = 0; j < x.n(); j++) {
        if (diagonal || i != j) {
          sum += a.get(i) * a.get(j) * value(kernel, x, i, x, j);
        }
      }
    }
    return sum / kept;
  }

  private static double square(Points a, int i, Points b, int j) {
    double sum = 0;
    for (int c = 0; c < a.d(); c++) {
      double difference = a.get(i, c) - b.get(j, c);
      sum += difference * difference;
    }
    return sum;
  }

  private static double dot(Points a, int i, Points b, int j) {
    double sum = 0;
    for (int c = 0; c < a.d(); c++) {
      sum += a.get(i, c) * b.get(j, c);
    }
    return sum;
  }
}
