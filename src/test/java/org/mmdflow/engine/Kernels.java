package org.mmdflow.engine;

import java.util.List;
import java.util.stream.Stream;
import org.mmdflow.kernel.Kernel;

/** The kernels that contracts run over. */
final class Kernels {
  private static final List<String> SINGLE =
      List.of(
          "gaussian(h=1.3)",
          "laplace(l=0.7)",
          "matern32(l=1.1)",
          "matern52(l=0.9)",
          "imq(l=1.7)",
          "imq(l=0.8, c=0.6, beta=1.4)",
          "rational-quadratic(l=1.2, alpha=0.75)",
          "energy",
          "riesz(s=0.5)",
          "riesz(s=1.5)",
          "polynomial(degree=3, c=1)",
          "polynomial(degree=1, c=0)");

  private static final List<String> SUMS =
      List.of(
          "0.5*gaussian(h=1) + 0.5*gaussian(h=4)",
          "0.25*gaussian(h=0.02) + 0.5*gaussian(h=1) + 0.25*gaussian(h=300)",
          "2*gaussian(h=0.8)",
          "0.3*laplace(l=5) + 1.5*energy + 0.01*matern52(l=0.1)",
          "0.7*gaussian(h=2) + 0.001*polynomial(degree=2, c=0.5) + 0.1*polynomial(degree=1, c=0)");

  private Kernels() {}

  /** One kernel of each kind, with various parameters. */
  static Stream<String> single() {
    return SINGLE.stream();
  }

  /** Weighted sums: of the same kind, of very different lengths, of different kinds. */
  static Stream<String> sums() {
    return SUMS.stream();
  }

  /** Both. */
  static Stream<String> all() {
    return Stream.concat(single(), sums());
  }

  /** The Gaussian of the standard problem. */
  static Kernel standard(int d) {
    return Kernel.gaussian(Math.sqrt(d));
  }
}
