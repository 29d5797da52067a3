package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.measure.Points;
import org.mmdflow.network.NetworkReader;
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
            + " 0.5*gaussian(h=4). H and L may be median. Or of features, the points being networks:"
            + " sub-networks(data=FILE, width=3, activation=quadexp), two-layer(data=FILE,"
            + " activation=tanh)."
      })
  private String text = "gaussian(h=median)";

  private OptionalDouble median = OptionalDouble.empty();

  /** A kernel that does not come from the option. */
  static KernelOption of(String text) {
    KernelOption option = new KernelOption();
    option.text = text;
    return option;
  }

  /** The expression as it was given. */
  String text() {
    return text;
  }

  /**
   * Checks the expression, before any file is read.
   *
   * @param seed of the data of features, where they are drawn
   */
  KernelSpec spec(long seed) {
    return KernelSpec.parse(text, new NetworkReader(Path.of(""), seed));
  }

  /** The median that {@link #resolve} needed; empty if it did not. */
  OptionalDouble median() {
    return median;
  }

  /**
   * The kernel with numbers; says the median where it was asked for.
   *
   * @throws UserError if the kernel does not fit the target's points, or {@code engine} does not
   *     sum it
   */
  Kernel resolve(Console console, Engine engine, Points target, String nameOfTarget, long seed) {
    Kernel kernel =
        spec(seed)
            .resolve(
                () -> {
                  double found = MedianHeuristic.median(target, seed);
                  median = OptionalDouble.of(found);
                  console.note("median distance of " + nameOfTarget + ": " + Figures.number(found));
                  return found;
                });
    kernel
        .misfit(target.d())
        .ifPresent(
            why -> {
              throw new UserError(why + ", in --kernel; give points of the kernel's dimension");
            });
    engine
        .unable(kernel, target.d(), Precision.FLOAT, Summation.exact())
        .ifPresent(
            why -> {
              throw new UserError(why + ", in --kernel; use --engine reference");
            });
    return kernel;
  }
}
