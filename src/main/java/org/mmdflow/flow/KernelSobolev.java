package org.mmdflow.flow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.Preconditioner;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.MixedDerivatives;

/**
 * Kernel Sobolev descent (Mroueh, Sercu, Raj 2019; with a kernel Tian et al. 2026): the velocity
 * -grad g, where {@code g = (D + lambda I)^-1 f}, f is the witness and {@code D = sum_i a_i sum_l
 * d_l k(x_i, .) (x) d_l k(x_i, .)} acts in the kernel's Hilbert space. Exact, by a dense system of
 * Nd unknowns.
 *
 * <p>With {@code Phi e_il = sqrt(a_i) d_l k(x_i, .)}, D = Phi Phi' and G = Phi' Phi, the stacked
 * gradients at the particles obey {@code sqrt(a) grad g = (G + lambda I)^-1 sqrt(a) grad f}, since
 * Phi' (Phi Phi' + lambda)^-1 = (Phi' Phi + lambda)^-1 Phi': only the gradients that the engine
 * sums enter. A particle of mass 0 follows {@code lambda grad g = grad f - H a grad g}.
 *
 * <p>Along it F, half the squared MMD, falls: {@code dF/dt = -<f, D (D + lambda)^-1 f> = -(MMD^2 -
 * lambda S_lambda^2)}. lambda grad g goes to grad f as lambda grows, so that lambda times as long
 * steps are the plain flow's.
 *
 * <p>This velocity is <em>not</em> the Wasserstein gradient of half the squared negative Sobolev
 * distance S^2, which would be grad g - grad |grad g|^2 / 2.
 *
 * <p>One thread; N d is at most {@value #MOST_COORDINATES}: a step takes (N d)^3 / 6 multiply-adds
 * and 8 (N d)^2 bytes of the host.
 */
public final class KernelSobolev implements Preconditioner {
  /** Most unknowns of a system: 134 MB. */
  public static final int MOST_COORDINATES = 4096;

  /** The default ridge as a share of the kernel's Lipschitz constant. */
  private static final double SHARE = 0.1;

  private final int n;
  private final int d;
  private final double ridge;
  private final SobolevSystem system;
  private final double[] roots;
  private final double[] u;

  /**
   * For n particles in R^d.
   *
   * @param ridge lambda, above 0
   * @throws IllegalArgumentException if {@link #unable}, or the ridge is not above 0 and finite
   */
  public KernelSobolev(Kernel kernel, int n, int d, double ridge) {
    unable(kernel, n, d)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    checkRidge(ridge);
    this.n = n;
    this.d = d;
    this.ridge = ridge;
    system = new SobolevSystem(new MixedDerivatives(kernel), n, d, ridge);
    roots = new double[n];
    u = new double[n * d];
  }

  static void checkRidge(double ridge) {
    if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a ridge must be above 0 and finite but is " + Numbers.format(ridge));
    }
  }

  /** Why there is no such system, one clause; empty where there is. */
  public static Optional<String> unable(Kernel kernel, long n, int d) {
    if (n > MOST_COORDINATES / d) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the Sobolev system of %d particles in %d dimension%s has %d unknowns, which is %s of"
                  + " memory and more than %d",
              n,
              d,
              d == 1 ? "" : "s",
              n * d,
              String.format(Locale.ROOT, "%.3g GB", 8e-9 * n * d * n * d),
              MOST_COORDINATES));
    }
    return MixedDerivatives.unable(kernel);
  }

  /**
   * A tenth of the kernel's Lipschitz constant, 0.1 / h^2 for a Gaussian, which scales with the
   * bandwidth as D does; empty where the kernel has no such constant.
   */
  public static OptionalDouble defaultRidge(Kernel kernel) {
    OptionalDouble lipschitz = kernel.lipschitz();
    return lipschitz.isPresent()
        ? OptionalDouble.of(SHARE * lipschitz.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Bytes of the host that a system takes. */
  public static long bytes(long n, int d) {
    return 8 * (n * d) * (n * d);
  }

  /** lambda. */
  public double ridge() {
    return ridge;
  }

  /**
   * Overwrites {@code gradient}, grad f at the particles, with grad g.
   *
   * @throws UserError if the ridge is too small for a factor in double precision
   */
  @Override
  public void apply(double[] x, double[] weights, double[] gradient) {
    if (!prepared(x, weights, gradient)) {
      Arrays.fill(gradient, Double.NaN);
      return;
    }
    system.solve(u);
    for (int c = 0; c < u.length; c++) {
      int i = c / d;
      gradient[c] =
          roots[i] > 0
              ? u[c] / roots[i]
              : (gradient[c] - system.force(x, i, c % d, roots, u)) / ridge;
    }
  }

  /**
   * {@code S_lambda^2 = <f, (D + lambda)^-1 f> = (MMD^2 - w' (G + lambda I)^-1 w) / lambda}, w =
   * sqrt(a) grad f: the squared negative Sobolev distance, with critics in the kernel's space and
   * lambda |g|^2 added to their energy. Never above the distance itself, grows as lambda falls, and
   * {@code MMD^4 <= S_lambda^2 (E |grad f|^2 + lambda MMD^2)}.
   *
   * @param mmd2 squared MMD, V-statistic, of the same particles, target and kernel; its absolute
   *     error comes back divided by lambda
   * @param gradient grad f at the particles, left alone
   * @throws UserError as {@link #apply}
   */
  public double squaredDistance(double[] x, double[] weights, double[] gradient, double mmd2) {
    if (!prepared(x, weights, gradient)) {
      return Double.NaN;
    }
    system.halfSolve(u);
    double explained = 0;
    for (double each : u) {
      explained += each * each;
    }
    return (mmd2 - explained) / ridge;
  }

  /** Factors, and sets u to w; false if a number is not finite. */
  private boolean prepared(double[] x, double[] weights, double[] gradient) {
    if (x.length != n * d || weights.length != n || gradient.length != n * d) {
      throw new IllegalArgumentException(
          "the system is of "
              + n
              + " x "
              + d
              + " particles, not of "
              + x.length
              + " coordinates, "
              + weights.length
              + " weights and "
              + gradient.length
              + " derivatives");
    }
    for (int i = 0; i < n; i++) {
      roots[i] = Math.sqrt(weights[i]);
    }
    boolean finite = true;
    for (int c = 0; c < u.length; c++) {
      u[c] = roots[c / d] * gradient[c];
      finite &= Double.isFinite(u[c]) && Double.isFinite(x[c]);
    }
    if (!finite) {
      return false;
    }
    if (!system.factor(x, roots)) {
      throw new UserError(
          "the Sobolev system is not positive definite in double precision, with the ridge "
              + Numbers.format(ridge)
              + "; take a larger ridge");
    }
    return true;
  }
}
