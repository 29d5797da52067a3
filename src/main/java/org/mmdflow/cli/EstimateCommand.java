package org.mmdflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mmdflow.experiment.Estimate;
import org.mmdflow.experiment.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a run will take. */
@Command(
    name = "estimate",
    header = "Says how much memory, time and disk a run takes, and the largest N that fits.",
    description =
        "Takes the options of run and measures the engine for a second or two. Nothing is written.",
    footer = {
      "  mmdflow estimate flow.yaml --steps 20000",
      "  mmdflow estimate --start 'gaussian(n=10000, mean=[3, 3], sd=1)' --target y.npy"
    })
final class EstimateCommand extends BaseCommand {
  @Parameters(arity = "0..1", paramLabel = "FILE.yaml", description = "The experiment.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--out",
      order = 40,
      paramLabel = "DIR",
      description = "Where the run would go: whether the disk has room is said.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--overwrite", order = 41, description = "As for run; without effect here.")
  @SuppressWarnings("unused") // So that the word run can be replaced by estimate.
  private boolean overwrite;

  @Mixin private RunFlags flags;

  @Override
  int run(Console console) {
    flags.timeLimit();
    Map<String, String> given = ExperimentFlags.given(spec.commandLine().getParseResult());
    Experiment experiment =
        file.map(path -> Experiment.read(path, given)).orElseGet(() -> Experiment.of(given));
    long began = System.nanoTime();
    Estimate estimate = Estimate.of(experiment, flags.engineOptions().threads());
    double seconds = (System.nanoTime() - began) * 1e-9;
    console.engine(estimate.device());
    OptionalLong free = freeSpace(out.orElse(Path.of("")).toAbsolutePath());
    console.answer(
        answer()
            .ranOn(estimate.device(), experiment.precision())
            .with("bytes", estimate.bytes())
            .with("host_bytes", estimate.hostBytes())
            .with("seconds", estimate.seconds())
            .with("disk_bytes", estimate.diskBytes())
            .with("disk_free_bytes", free.isPresent() ? free.getAsLong() : Optional.empty())
            .with("largest_n", estimate.largestN())
            .with("pairs_per_second", estimate.pairsPerSecond())
            .with("compute_seconds", seconds)
            .say(table(estimate, free)));
    return 0;
  }

  private static Table table(Estimate e, OptionalLong free) {
    return new Table()
        .row("memory", ofDevice(e))
        .row("", ofHost(e))
        .row("time", Figures.about(e.seconds()) + " at " + Figures.pairRate(e.pairsPerSecond()))
        .row(
            "disk",
            Figures.bytes(e.diskBytes())
                + (free.isPresent() ? " of " + Figures.bytes(free.getAsLong()) + " free" : "")
                + (free.isPresent() && free.getAsLong() < e.diskBytes() ? ": TOO LITTLE" : ""))
        .row("largest N", Figures.count(e.largestN()) + " particles fit with this target");
  }

  private static String ofDevice(Estimate e) {
    return Figures.bytes(e.bytes())
        + " of "
        + Figures.bytes(e.device().memory())
        + " on the device"
        + (e.bytes() > e.device().memory() ? ": TOO LITTLE" : "");
  }

  private static String ofHost(Estimate e) {
    return Figures.bytes(e.hostBytes())
        + " of "
        + Figures.bytes(Runtime.getRuntime().maxMemory())
        + " in the Java heap";
  }

  /** Of the disk on which {@code folder} is or would be. */
  private static OptionalLong freeSpace(Path folder) {
    for (Path place = folder; place != null; place = place.getParent()) {
      if (Files.isDirectory(place)) {
        try {
          return OptionalLong.of(Files.getFileStore(place).getUsableSpace());
        } catch (IOException e) {
          return OptionalLong.empty();
        }
      }
    }
    return OptionalLong.empty();
  }
}
