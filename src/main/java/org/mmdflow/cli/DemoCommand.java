package org.mmdflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.experiment.DemoExperiment;
import org.mmdflow.experiment.Experiment;
import org.mmdflow.experiment.RunOptions;
import org.mmdflow.experiment.RunSession;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PostalCodes;
import org.mmdflow.report.ManifestFacts;
import org.mmdflow.report.RunReport;
import org.mmdflow.report.Snapshot;
import org.mmdflow.report.StatePicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a flow is, on the data that comes with the program. */
@Command(
    name = "demo",
    header = "Shows a flow on the data that comes with mmdflow; under a minute.",
    description = {
      "Particles from one small cloud flow onto the postal codes of the United States. Ends with the"
          + " path of a page to open in a browser.",
      "The folder of an earlier demo is written anew; anything else in DIR is refused."
    },
    footer = {"  mmdflow demo", "  mmdflow demo --points 1000 --out small-demo"})
final class DemoCommand extends BaseCommand {
  private static final int FEWEST = 10;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder (default: mmdflow-demo).")
  private Path out = Path.of("mmdflow-demo");

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Number of particles, and of 1.6 N target points (default: 4000).")
  private Optional<Integer> points = Optional.empty();

  @Option(names = "--overwrite", description = "Replace another run that is in DIR.")
  private boolean overwrite;

  @Mixin private EngineWords words;

  @Option(
      names = "--seed",
      order = 53,
      paramLabel = "S",
      description = "Seed of all random numbers (default: 1).")
  private Optional<String> seed = Optional.empty();

  @Mixin private RunFlags flags;

  @Override
  int run(Console console) {
    flags.timeLimit();
    Experiment experiment = Experiment.of(settings());
    Answer answer = answer();
    try (ProgressView view = ProgressView.on(console)) {
      RunOptions options =
          flags
              .options(console, ShellWords.command(spec), view)
              .withOverwrite(overwrite || isDemo(out));
      return new RunWork(console, answer, flags)
          .carryOut(
              () -> RunSession.begin(experiment, out, options),
              view,
              report -> pictures(report, console));
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = DemoExperiment.settings();
    points.ifPresent(
        n -> {
          if (n < FEWEST) {
            throw new UserError(
                "points must be at least " + FEWEST + " but is " + n + ", in --points; try 1000");
          }
          long target = Math.min(8L * n / 5, PostalCodes.count());
          settings.computeIfPresent("start", (key, text) -> resized(text, n));
          settings.computeIfPresent("target", (key, text) -> resized(text, target));
        });
    words.engine().ifPresent(name -> settings.put("engine", name));
    words.precision().ifPresent(name -> settings.put("precision", name));
    seed.ifPresent(s -> settings.put("seed", s));
    return settings;
  }

  private static String resized(String law, long n) {
    return law.replaceFirst("n=\\d+", "n=" + n);
  }

  private static boolean isDemo(Path folder) {
    try {
      Map<String, String> facts = ManifestFacts.read(folder.resolve("manifest.json"));
      return facts.getOrDefault("command", "").startsWith("mmdflow demo");
    } catch (IOException e) {
      return false; // Then it is no folder of ours, and the run says so.
    }
  }

  private void pictures(RunReport report, Console console) {
    List<Snapshot> all = report.snapshots();
    try {
      StatePicture.write(report, List.of(all.get(0)), out.resolve("start.png"));
      StatePicture.write(report, List.of(all.get(all.size() - 1)), out.resolve("end.png"));
    } catch (UserError e) {
      console.note("no pictures are written: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(out + " cannot be written to: " + e.getMessage(), e);
    }
  }
}
