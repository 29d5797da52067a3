package org.mmdflow.cli;

import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.MmdResult;
import org.mmdflow.statistic.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the distance between two point sets. */
@Command(
    name = "mmd",
    header = "Measures the maximum mean discrepancy between two point sets.",
    description = {
      "A and B are points files (.npy, .npz:name, .csv:columns), distributions, which are drawn"
          + " independently, or weighted unions of both such as '0.5*a.npy + 0.5*b.npy'. The median"
          + " in a kernel is that of B."
    },
    footer = {
      "  mmdflow mmd a.npy b.csv:x,y --kernel 'gaussian(h=median)'",
      "  mmdflow mmd a.npy 'gaussian(n=1000, mean=[0, 0], sd=1)' --estimator u --json"
    })
final class MmdCommand extends BaseCommand {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A points file, a distribution or a weighted union.")
  private String a;

  @Parameters(
      index = "1",
      paramLabel = "B",
      description = "A points file, a distribution or a weighted union.")
  private String b;

  @Option(
      names = "--weights-a",
      paramLabel = "F",
      description = "Weights of A, one column (default: equal).")
  private Optional<String> weightsA = Optional.empty();

  @Option(
      names = "--weights-b",
      paramLabel = "F",
      description = "Weights of B, one column (default: equal).")
  private Optional<String> weightsB = Optional.empty();

  @Mixin private KernelOption kernelOption;

  @Option(
      names = "--estimator",
      order = 11,
      paramLabel = "E",
      description =
          "v: all pairs, never below 0 (default); u: unbiased; linear: unbiased, from consecutive"
              + " pairs, for very large files.")
  private String estimator = "v";

  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    KernelSpec spec = kernelOption.spec(common.seed());
    Precision precision = common.precision();
    Estimator how = Estimator.parse(estimator, "--estimator");
    try (Engine engine = common.open(spec)) {
      return run(console, engine, precision, how);
    }
  }

  private int run(Console console, Engine engine, Precision precision, Estimator how) {
    long seed = common.seed();
    Sample first = Clouds.sample(a, weightsA, "--weights-a", seed, Purpose.START, 0);
    Sample second = Clouds.sample(b, weightsB, "--weights-b", seed, Purpose.TARGET, 0);
    Clouds.checkDimensions("A", first.points(), "B", second.points());
    Kernel kernel = kernelOption.resolve(console, engine, second.points(), "B", seed);
    console.engine(engine.device());
    long began = System.nanoTime();
    MmdResult result = Mmd.estimate(engine, precision, kernel, first, second, how);
    double seconds = (System.nanoTime() - began) * 1e-9;
    console.answer(
        answer()
            .ranOn(engine.device(), precision)
            .with("mmd2", result.mmd2())
            .with("mmd", result.mmd())
            .with("estimator", how.toString())
            .with("kernel", kernel.toString())
            .with("n", result.n())
            .with("m", result.m())
            .with("d", result.d())
            .with("compute_seconds", seconds)
            .say(table(result)));
    return 0;
  }

  private static Table table(MmdResult result) {
    return new Table()
        .row("mmd2", Figures.number(result.mmd2()))
        .row("mmd", Figures.number(result.mmd()))
        .row("estimator", result.estimator().toString())
        .row("kernel", result.kernel().toString())
        .row(
            "points",
            Figures.count(result.n())
                + " and "
                + Figures.count(result.m())
                + " in "
                + Figures.dimensions(result.d()));
  }
}
