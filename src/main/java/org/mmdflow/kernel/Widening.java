package org.mmdflow.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mean of a Gaussian kernel over Gaussian noise in its first point: {@code E_u k(z + beta u, y)
 * = (h^2 / (h^2 + beta^2))^(d/2) exp(-|z - y|^2 / (2 (h^2 + beta^2)))}, u ~ N(0, I) in R^d, again a
 * Gaussian kernel, wider and lower. So the mean of the noisy gradients of noise injection is the
 * gradient of a witness. Sums are widened term by term. Pure functions.
 */
public final class Widening {
  private Widening() {}

  /** Why {@code kernel} has no such closed form, one clause; empty where it has. */
  public static Optional<String> unable(Kernel kernel) {
    return kernel.components().stream()
        .map(Component::kernel)
        .filter(each -> !(each instanceof Gaussian))
        .findFirst()
        .map(
            each ->
                "the kernel "
                    + each
                    + " has no closed form of its mean over noise: only Gaussians and sums of them"
                    + " have");
  }

  /**
   * The mean kernel; {@code kernel} itself where the level is 0.
   *
   * @param level standard deviation of the noise on each axis, not below 0
   * @param d dimension of the space
   * @throws IllegalArgumentException if {@link #unable}, or the mean is too low or too wide for a
   *     kernel
   */
  public static Kernel of(Kernel kernel, double level, int d) {
    unable(kernel)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    if (level == 0) {
      return kernel;
    }
    List<Component> wide = new ArrayList<>();
    for (Component part : kernel.components()) {
      double h = ((Gaussian) part.kernel()).h();
      double wider = Math.hypot(h, level);
      double height = Math.exp(d * Math.log(h / wider));
      wide.add(new Component(part.weight() * height, new Gaussian(wider)));
    }
    return wide.size() == 1 && wide.get(0).weight() == 1
        ? wide.get(0).kernel()
        : new WeightedSum(wide);
  }
}
