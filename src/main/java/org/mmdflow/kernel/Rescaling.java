package org.mmdflow.kernel;

import java.util.List;
import java.util.Optional;

/**
 * Kernels of another bandwidth: every length of a radial kernel times a factor, k(r / factor), its
 * height kept. Sums are rescaled term by term. Pure functions.
 */
public final class Rescaling {
  private Rescaling() {}

  /** Why {@code kernel} has no bandwidth to change, one clause; empty where it has. */
  public static Optional<String> unable(Kernel kernel) {
    return kernel.components().stream()
        .map(Component::kernel)
        .filter(each -> !(each instanceof RadialKernel) || each instanceof Riesz)
        .findFirst()
        .map(each -> "the kernel " + each + " has no bandwidth to change");
  }

  /**
   * The kernel with its lengths times {@code factor}; {@code kernel} itself where that is 1.
   *
   * @param factor above 0
   * @throws IllegalArgumentException if {@link #unable}, or a length leaves the range of kernels
   */
  public static Kernel of(Kernel kernel, double factor) {
    unable(kernel)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    if (factor == 1) {
      return kernel;
    }
    List<Component> scaled =
        kernel.components().stream()
            .map(part -> new Component(part.weight(), single(part.kernel(), factor)))
            .toList();
    return scaled.size() == 1 && scaled.get(0).weight() == 1
        ? scaled.get(0).kernel()
        : new WeightedSum(scaled);
  }

  private static Kernel single(Kernel kernel, double factor) {
    if (kernel instanceof Gaussian k) {
      return new Gaussian(factor * k.h());
    } else if (kernel instanceof Laplace k) {
      return new Laplace(factor * k.l());
    } else if (kernel instanceof Matern32 k) {
      return new Matern32(factor * k.l());
    } else if (kernel instanceof Matern52 k) {
      return new Matern52(factor * k.l());
    } else if (kernel instanceof InverseMultiquadric k) {
      return new InverseMultiquadric(factor * k.l(), k.c(), k.beta());
    } else if (kernel instanceof RationalQuadratic k) {
      return new RationalQuadratic(factor * k.l(), k.alpha());
    }
    throw new IllegalArgumentException("the kernel " + kernel + " has no bandwidth to change");
  }
}
