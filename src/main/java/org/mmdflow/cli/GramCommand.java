package org.mmdflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.NpyRows;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.GramBlocks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a kernel matrix. */
@Command(
    name = "gram",
    header = "Writes the kernel matrix of two point sets.",
    description = {
      "Writes k(x_i, y_j) as .npy, float32 or with --precision double"
          + " float64. Says its size first and refuses what does not fit; larger than memory is"
          + " fine, larger than the disk is not.",
      "X and Y are points files (.npy, .npz, .csv) or distributions, which are drawn independently."
    },
    footer = {
      "  mmdflow gram x.npy y.npy -o k.npy",
      "  mmdflow gram x.npy 'uniform(n=100, low=[0, 0], high=[1, 1])' --kernel energy -o k.npy"
    })
final class GramCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "X", description = "Rows: a points file or distribution.")
  private String x;

  @Parameters(index = "1", paramLabel = "Y", description = "Columns, and the median's target.")
  private String y;

  @Mixin private KernelOption kernelOption;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "OUT.npy",
      description = "Where to write the matrix.")
  private Path out;

  @Mixin private CommonOptions common;

  @Override
  int run(Console console) {
    KernelSpec spec = kernelOption.spec(common.seed());
    Precision precision = common.precision();
    NpyRows.checkTarget(out);
    new CommandFiles()
        .reads("X", x)
        .reads("Y", y)
        .reads("--kernel", kernelOption.text())
        .writes("--out", out)
        .check();
    try (Engine engine = common.open(spec)) {
      return run(console, engine, precision);
    }
  }

  private int run(Console console, Engine engine, Precision precision) {
    ElementType type = precision == Precision.FLOAT ? ElementType.FLOAT32 : ElementType.FLOAT64;
    Points rows = Clouds.read(x, common.seed(), Purpose.START, 0);
    Points columns = Clouds.read(y, common.seed(), Purpose.TARGET, 0);
    Clouds.checkDimensions("X", rows, "Y", columns);
    long bytes = NpyRows.size(rows.n(), columns.n(), type);
    console.note(
        Figures.count(rows.n())
            + " x "
            + Figures.count(columns.n())
            + " numbers, "
            + Figures.count(bytes)
            + " bytes ("
            + Figures.bytes(bytes)
            + ")");
    checkFits(bytes, GramBlocks.workingBytes(rows.n(), columns.n()));
    Kernel kernel = kernelOption.resolve(console, engine, columns, "Y", common.seed());
    console.engine(engine.device());
    try (Interruption stop =
        Interruption.listen(console, "stopping; nothing is written", Optional.empty())) {
      long began = System.nanoTime();
      NpyRows.write(
          out,
          rows.n(),
          columns.n(),
          type,
          sink ->
              GramBlocks.compute(
                  engine,
                  kernel,
                  precision,
                  rows,
                  columns,
                  (piece, count) -> {
                    stop.check(out + " is not written");
                    sink.append(piece, count);
                  }));
      console.answer(
          answer()
              .ranOn(engine.device(), precision)
              .with("out", out.toString())
              .with("rows", rows.n())
              .with("columns", columns.n())
              .with("kernel", kernel.toString())
              .with("bytes", bytes)
              .with("compute_seconds", (System.nanoTime() - began) * 1e-9)
              .say(
                  new Table()
                      .row("written", out.toString())
                      .row("size", rows.n() + " x " + columns.n() + ", " + Figures.bytes(bytes))
                      .row("kernel", kernel.toString())));
      return 0;
    }
  }

  private void checkFits(long bytes, long working) {
    long heap = Runtime.getRuntime().maxMemory();
    if (working > 0.75 * heap) {
      throw new UserError(
          "one piece of the matrix takes "
              + Figures.bytes(working)
              + " where the Java heap has "
              + Figures.bytes(heap)
              + ", in Y; give fewer columns, or allow more with MMDFLOW_JAVA_OPTS=-Xmx8g");
    }
    Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(out);
    if (!Files.isDirectory(folder)) {
      return; // Writing says it better.
    }
    long free;
    try {
      free = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return; // Not known: writing fails cleanly if the disk is full.
    }
    if (bytes > free) {
      throw new UserError(
          "the matrix takes "
              + Figures.bytes(bytes)
              + " and the disk has "
              + Figures.bytes(free)
              + " left, "
              + folder
              + "; write elsewhere, or give fewer points");
    }
  }
}
