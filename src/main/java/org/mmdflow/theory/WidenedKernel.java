package org.mmdflow.theory;

import java.util.List;
import java.util.Optional;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.Gaussian;
import org.mmdflow.kernel.Kernel;

/**
 * A kernel averaged over noise in its first point: E k(z + beta u, s), u ~ N(0, I) in R^d. The mean
 * gradient of a witness at noisy points, E grad f(z + beta u), is then the gradient of the witness
 * of this kernel at z: the infinite-sample form of noise injection.
 *
 * <p>For exp(-r^2 / (2 h^2)) it is (h^2 / (h^2 + beta^2))^(d/2) exp(-r^2 / (2 (h^2 + beta^2))).
 */
public final class WidenedKernel {
  private WidenedKernel() {}

  /**
   * The kernel, of Gaussians and weighted sums of them; empty for others, which have no such form
   * here.
   *
   * @param d dimension, at least 1
   * @param beta finite, at least 0; 0 gives the kernel itself
   */
  public static Optional<Kernel> of(Kernel kernel, int d, double beta) {
    if (d < 1 || !(beta >= 0 && Double.isFinite(beta))) {
      throw new IllegalArgumentException(
          "needs a dimension of at least 1 and a finite noise level of at least 0 but has "
              + d
              + " and "
              + beta);
    }
    List<Component> parts = kernel.components();
    if (!parts.stream().allMatch(part -> part.kernel() instanceof Gaussian)) {
      return Optional.empty();
    }
    if (beta == 0) {
      return Optional.of(kernel);
    }
    double[] weights = new double[parts.size()];
    Kernel[] widened = new Kernel[parts.size()];
    for (int i = 0; i < weights.length; i++) {
      double h = ((Gaussian) parts.get(i).kernel()).h();
      double wide = Math.hypot(h, beta);
      weights[i] = parts.get(i).weight() * Math.pow(h / wide, d);
      widened[i] = Kernel.gaussian(wide);
    }
    return Optional.of(Kernel.sum(weights, widened));
  }
}
