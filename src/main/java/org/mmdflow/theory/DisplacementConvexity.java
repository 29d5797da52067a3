package org.mmdflow.theory;

import org.mmdflow.kernel.Gaussian;
import org.mmdflow.measure.Points;

/**
 * F = MMD^2 / 2 of a Gaussian kernel along a {@link Geodesic}, and how far below the chord between
 * its ends theory says that it stays (Arbel et al. 2019, Proposition 5 and the lemma before it). F
 * is convex along mixtures but not along geodesics: above its chord is where a flow can be held up.
 *
 * <p>On the host, in double, O(n^2 + n m) for each time asked. Any thread; the points are not to be
 * changed meanwhile.
 */
public final class DisplacementConvexity {
  private final Gaussian kernel;
  private final Geodesic geodesic;
  private final Points target;
  private final Points velocity;
  private final GaussianSums sums;
  private final double targetSquare;

  /** What multiplies sqrt(F) E|v|^2 in the lower bound Lambda of the second derivative. */
  public enum Constant {
    /**
     * sqrt(2 lambda), lambda = (d + 2) / h^4 the operator norm of Dk(x, x), the constant of
     * Assumption C: what the proof gives.
     */
    CORRECTED,
    /**
     * sqrt(6) / h^2: the proof applies Dk(x, x) to v v' alone, on which it is 3 / h^4 in any
     * dimension.
     */
    SHARP,
    /** sqrt(2) lambda d, as the paper prints it; its unit is another, and the inequality false. */
    PRINTED;

    double factor(double h, int d) {
      double lambda = assumptionC(new Gaussian(h), d);
      return switch (this) {
        case CORRECTED -> Math.sqrt(2 * lambda);
        case SHARP -> Math.sqrt(6) / (h * h);
        case PRINTED -> Math.sqrt(2) * lambda * d;
      };
    }
  }

  /**
   * Along {@code geodesic}, to a target of M points of equal mass.
   *
   * @throws IllegalArgumentException if the dimensions differ
   */
  public DisplacementConvexity(Gaussian kernel, Geodesic geodesic, Points target) {
    if (geodesic.d() != target.d()) {
      throw new IllegalArgumentException(
          "dimensions differ: " + geodesic.d() + " != " + target.d());
    }
    this.kernel = kernel;
    this.geodesic = geodesic;
    this.target = target;
    velocity = geodesic.velocity();
    sums = new GaussianSums(kernel);
    targetSquare = sums.mean(target, target);
  }

  /**
   * The operator norm of Dk(x, x), the d^2 x d^2 matrix of fourth derivatives d_i d_j d'_k d'_l k
   * at y = x. For the Gaussian it takes a matrix A to (tr(A) I + A + A') / h^4, so that its
   * eigenvalues are (d + 2) / h^4 on the identity, 2 / h^4 on symmetric matrices without trace, 0
   * on skew ones.
   */
  public static double assumptionC(Gaussian kernel, int d) {
    return (d + 2) / Math.pow(kernel.h(), 4);
  }

  /** F at time {@code t}: the V-statistic, not below 0 but for rounding. */
  public double half(double t) {
    return half(geodesic.at(t));
  }

  private double half(Points x) {
    return 0.5 * (sums.mean(x, x) + targetSquare) - sums.mean(x, target);
  }

  /** The chord: F of the ends, mixed in proportion of time. */
  public double chord(double t) {
    return (1 - t) * half(0) + t * half(1);
  }

  /**
   * F of the mixture (1 - t) start + t end, the other way between two measures: convex, so never
   * above the chord.
   */
  public double mixture(double t) {
    double between = sums.mean(geodesic.start(), geodesic.end());
    double first = sums.mean(geodesic.start(), geodesic.start());
    double last = sums.mean(geodesic.end(), geodesic.end());
    // The chord less t (1 - t) / 2 times the squared MMD between the ends.
    return chord(t) - 0.5 * t * (1 - t) * (first + last - 2 * between);
  }

  /**
   * The second derivative of F in t: squared norm of the moving mean and curvature of the witness.
   */
  public double secondDerivative(double t) {
    Points x = geodesic.at(t);
    return sums.squaredNorm(x, velocity)
        + sums.curvature(x, velocity, x)
        - sums.curvature(x, velocity, target);
  }

  /** Lambda(rho_t, v_t): at most the second derivative. */
  public double lambda(double t, Constant constant) {
    Points x = geodesic.at(t);
    double root = Math.sqrt(Math.max(0, half(x)));
    return sums.squaredNorm(x, velocity)
        - constant.factor(kernel.h(), geodesic.d()) * root * geodesic.squaredLength();
  }

  /**
   * The bound of Proposition 5 at the times k / intervals: the chord less the integral of Lambda
   * times G(s, t), by the trapezoidal rule, which has a node at the bend of G.
   *
   * @return intervals + 1 numbers
   */
  public double[] proposition5(int intervals, Constant constant) {
    double[] lambda = lambdas(intervals, constant);
    double[] bound = new double[intervals + 1];
    double first = half(0);
    double last = half(1);
    for (int k = 0; k <= intervals; k++) {
      double t = (double) k / intervals;
      double integral = 0;
      for (int l = 1; l < intervals; l++) {
        double s = (double) l / intervals;
        integral += lambda[l] * (s <= t ? s * (1 - t) : t * (1 - s)) / intervals;
      }
      bound[k] = (1 - t) * first + t * last - integral;
    }
    return bound;
  }

  /** K, the integral of Lambda(s) (1 - s): what a barrier costs in Theorem 6, where negative. */
  public double barrier(int intervals, Constant constant) {
    double[] lambda = lambdas(intervals, constant);
    double sum = 0.5 * lambda[0];
    for (int l = 1; l < intervals; l++) {
      sum += lambda[l] * (1 - (double) l / intervals);
    }
    return sum / intervals;
  }

  private double[] lambdas(int intervals, Constant constant) {
    double[] lambda = new double[intervals + 1];
    for (int l = 0; l <= intervals; l++) {
      lambda[l] = lambda((double) l / intervals, constant);
    }
    return lambda;
  }

  /**
   * The bound that needs a Lipschitz gradient alone: the chord plus L t (1 - t) W2^2, L = 1 / h^2.
   * (The paper's lemma has 3 L W2^2 in place of L t (1 - t) W2^2.)
   */
  public double lemma(double t) {
    double lipschitz = kernel.lipschitz().orElseThrow();
    return chord(t) + lipschitz * t * (1 - t) * geodesic.squaredLength();
  }
}
