package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.experiment.Experiment;
import org.mmdflow.experiment.RunOptions;
import org.mmdflow.experiment.RunSession;
import org.mmdflow.experiment.SweepPlan;
import org.mmdflow.experiment.SweepSession;
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
          + " times: stop at once; the last checkpoint is good.",
      "With --sweep or --seeds DIR holds a folder for each run, sweep.csv and a page of all."
    },
    footer = {
      "  mmdflow run --start 'gaussian(n=500, mean=[3, 3], sd=1)' --target y.npy --out run1",
      "  mmdflow run flow.yaml --sweep noise=0.1,1,'halving(10, every=500)' --seeds 5 --out sweep1"
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

  @Mixin private SweepFlags sweep;
  @Mixin private RunFlags flags;

  @Override
  int run(Console console) {
    flags.timeLimit();
    Map<String, String> given = ExperimentFlags.given(spec.commandLine().getParseResult());
    if (sweep.given()) {
      SweepPlan plan = sweep.plan(file, given);
      return new SweepWork(console, answer(), flags)
          .carryOut(
              out,
              ShellWords.command(spec),
              options -> SweepSession.begin(plan, out, options.withOverwrite(overwrite)));
    }
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
