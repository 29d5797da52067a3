package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.mmdflow.experiment.RunOptions;
import org.mmdflow.experiment.RunSession;
import org.mmdflow.experiment.SweepSession;
import org.mmdflow.experiment.SweepTable;
import org.mmdflow.expression.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run. */
@Command(
    name = "resume",
    header = "Goes on with a run from its newest good checkpoint.",
    description = {
      "The result is the same, bit for bit, as if the run had never stopped. A finished run may be"
          + " prolonged with --steps.",
      "Outputs are verified first and cut back to the checkpoint; a changed setting or an edited"
          + " output is refused.",
      "Of a sweep the runs that are not done are carried out; complete ones are kept as they are."
    },
    footer = {"  mmdflow resume run1", "  mmdflow resume run1 --steps 2000 --engine reference"})
final class ResumeCommand extends BaseCommand {
  @Parameters(paramLabel = "DIR", description = "The folder of a run or a sweep.")
  private Path folder;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps in all, those taken included (default: the run's own number).")
  private Optional<Long> steps = Optional.empty();

  @Option(
      names = "--engine",
      order = 50,
      paramLabel = "ENGINE",
      description = "Another engine than the run's own; this is logged.")
  private Optional<String> engine = Optional.empty();

  @Mixin private RunFlags flags;

  @Override
  int run(Console console) {
    flags.timeLimit();
    if (SweepTable.isThere(folder)) {
      return resumeSweep(console);
    }
    try (ProgressView view = ProgressView.on(console)) {
      RunOptions options = flags.options(console, ShellWords.command(spec), view);
      return new RunWork(console, answer(), flags)
          .carryOut(() -> RunSession.resume(folder, steps, engine, options), view);
    }
  }

  private int resumeSweep(Console console) {
    if (steps.isPresent() || engine.isPresent()) {
      throw new UserError(
          "a sweep goes on as it began, in "
              + (steps.isPresent() ? "--steps" : "--engine")
              + "; leave it out, or resume one of the runs in "
              + folder);
    }
    return new SweepWork(console, answer(), flags)
        .carryOut(
            folder, ShellWords.command(spec), options -> SweepSession.resume(folder, options));
  }
}
