package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.experiment.Experiment;
import org.mmdflow.experiment.RunOptions;
import org.mmdflow.experiment.RunSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment into a folder. */
@Command(
    name = "run",
    header = "Runs an experiment into a folder.",
    description = {
      "Moves the start onto the target and writes metrics, snapshots,"
          + " checkpoints and a page into a folder. Every key of FILE.yaml is also a flag; flags"
          + " win.",
      "Ctrl-C once: the step is finished and saved, exit code 130, and mmdflow resume goes on. Three"
          + " times: stop at once; the last checkpoint is good."
    },
    footer = {
      "  mmdflow run --start 'gaussian(n=500, mean=[3, 3], sd=1)' --target y.npy --out run1",
      "  mmdflow run flow.yaml --steps 20000 --step-size 'inverse-sqrt(1)' --max-time 2h --out run2"
    })
final class RunCommand extends BaseCommand {
  @Parameters(arity = "0..1", paramLabel = "FILE.yaml", description = "The experiment.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--out",
      order = 40,
      required = true,
      paramLabel = "DIR",
      description = "The run folder; must be empty or not there.")
  private Path out;

  @Option(
      names = "--overwrite",
      order = 41,
      description = "Replace the run that is in DIR; other files there are never touched.")
  private boolean overwrite;

  @Mixin private RunFlags flags;

  @Override
  int run(Console console) {
    flags.timeLimit();
    Map<String, String> given = ExperimentFlags.given(spec.commandLine().getParseResult());
    Experiment experiment =
        file.map(path -> Experiment.read(path, given)).orElseGet(() -> Experiment.of(given));
    try (ProgressView view = ProgressView.on(console)) {
      RunOptions options =
          flags.options(console, ShellWords.command(spec), view).withOverwrite(overwrite);
      return new RunWork(console, answer(), flags)
          .carryOut(() -> RunSession.begin(experiment, out, options), view);
    }
  }
}
