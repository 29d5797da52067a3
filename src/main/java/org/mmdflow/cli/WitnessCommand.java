package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Witness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the witness and its gradient at given points. */
@Command(
    name = "witness",
    header = "Writes the witness and its gradient at given points.",
    description = {
      "The witness f(z) = mean k(z, particles) - mean k(z, target) and its gradient are"
          + " written at POINTS: one row a point, f first, then d columns. A flow moves against the gradient.",
      "Points are files (.npy, .npz, .csv) or distributions, which are drawn independently; X and Y"
          + " also weighted unions of both such as '0.5*a.npy + 0.5*b.npy'."
    },
    footer = {
      "  mmdflow witness grid.npy --particles x.npy --target y.npy -o f.npy",
      "  mmdflow witness 'points([[0, 0], [1, 1]])' --particles x.csv --target y.csv -o f.csv"
    })
final class WitnessCommand extends BaseCommand {
  @Parameters(
      paramLabel = "POINTS",
      description = "Where to evaluate: a points file or distribution.")
  private String points;

  @Option(
      names = "--particles",
      required = true,
      paramLabel = "X",
      description = "Particles: a points file, distribution or weighted union.")
  private String particles;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "Y",
      description = "Target: a points file, distribution or weighted union.")
  private String target;

  @Option(
      names = "--weights-x",
      paramLabel = "F",
      description = "Weights of the particles, one column (default: equal).")
  private Optional<String> weightsX = Optional.empty();

  @Option(
      names = "--weights-y",
      paramLabel = "F",
      description = "Weights of the target, one column (default: equal).")
  private Optional<String> weightsY = Optional.empty();

  @Mixin private KernelOption kernelOption;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "OUT",
      description = "Where to write, .npy, .npz or .csv.")
  private Path out;

  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    KernelSpec spec = kernelOption.spec(common.seed());
    Precision precision = common.precision();
    PointsFiles.checkTarget(out);
    new CommandFiles()
        .reads("POINTS", points)
        .reads("--particles", particles)
        .reads("--target", target)
        .reads("--weights-x", weightsX)
        .reads("--weights-y", weightsY)
        .reads("--kernel", kernelOption.text())
        .writes("--out", out)
        .check();
    try (Engine engine = common.open(spec)) {
      return run(console, engine, precision);
    }
  }

  private int run(Console console, Engine engine, Precision precision) {
    long seed = common.seed();
    Points at = Clouds.read(points, seed, Purpose.START, 1);
    Sample first = Clouds.sample(particles, weightsX, "--weights-x", seed, Purpose.START, 0);
    Sample second = Clouds.sample(target, weightsY, "--weights-y", seed, Purpose.TARGET, 0);
    Points x = first.points();
    Points y = second.points();
    Clouds.checkDimensions("--particles", x, "--target", y);
    Clouds.checkDimensions("POINTS", at, "--particles", x);
    Kernel kernel = kernelOption.resolve(console, engine, y, "the target", seed);
    console.engine(engine.device());
    long began = System.nanoTime();
    Points table;
    try (Witness witness = witness(engine, kernel, precision, first, second)) {
      table = witness.at(at).table();
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    PointsFiles.write(table, out, type(precision), names(at.d()));
    console.answer(
        answer()
            .ranOn(engine.device(), precision)
            .with("out", out.toString())
            .with("rows", table.n())
            .with("kernel", kernel.toString())
            .with("compute_seconds", seconds)
            .say(
                new Table()
                    .row("written", out.toString())
                    .row("size", table.n() + " rows of " + table.d() + " columns")
                    .row("kernel", kernel.toString())));
    return 0;
  }

  private static Witness witness(
      Engine engine, Kernel kernel, Precision precision, Sample x, Sample y) {
    return new Witness(engine, kernel, precision, x.points(), x.weights(), y.points(), y.weights());
  }

  private static ElementType type(Precision precision) {
    return precision == Precision.FLOAT ? ElementType.FLOAT32 : ElementType.FLOAT64;
  }

  private static List<String> names(int d) {
    List<String> names = new ArrayList<>(List.of("f"));
    for (int i = 1; i <= d; i++) {
      names.add("df_" + i);
    }
    return names;
  }
}
