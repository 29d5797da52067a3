package org.mmdflow.cli;

import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.MedianHeuristic;
import picocli.CommandLine.Option;

/** The kernel, whose lengths may be the median distance of the target. */
final class KernelOption {
  @Option(
      names = "--kernel",
      order = 10,
      paramLabel = "K",
      description = {
        "Kernel (default: gaussian(h=median)): gaussian(h=H), laplace(l=L), matern32(l=L),"
            + " matern52(l=L), imq(l=L, c=1, beta=0.5), rational-quadratic(l=L, alpha=A), energy,"
            + " riesz(s=S), polynomial(degree=Q, c=C), or a sum such as 0.5*gaussian(h=1) +"
            + " 0.5*gaussian(h=4). H and L may be median."
      })
  private String text = "gaussian(h=median)";

  /** Checks the expression, before any file is read. */
  KernelSpec spec() {
    return KernelSpec.parse(text);
  }

  /** The kernel with numbers; says the median where it was asked for. */
  Kernel resolve(Console console, Points target, String nameOfTarget, long seed) {
    return spec()
        .resolve(
            () -> {
              double median = MedianHeuristic.median(target, seed);
              console.note("median distance of " + nameOfTarget + ": " + Figures.number(median));
              return median;
            });
  }
}
