package org.mmdflow.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command: its name, its console, its exit code. */
@Command(
    synopsisHeading = "Usage: ",
    abbreviateSynopsis = true,
    descriptionHeading = "%n",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n")
abstract class BaseCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin private OutputOptions output;

  @Override
  public final Integer call() {
    return run(new Console(spec, output));
  }

  /** Does the work and returns the exit code. */
  abstract int run(Console console);

  /** Passes on a line about something that takes long, unless the user wants quiet. */
  final void note(String line) {
    new Console(spec, output).note(line);
  }

  /** An answer under the command's name. */
  final Answer answer() {
    return Answer.of(spec.name());
  }
}
