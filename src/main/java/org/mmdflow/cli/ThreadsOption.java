package org.mmdflow.cli;

import java.util.Optional;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.expression.UserError;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many threads an engine on the processor may use. */
final class ThreadsOption {
  private static final int MOST = 4096;

  @Option(
      names = "--threads",
      order = 52,
      paramLabel = "N",
      description = "Threads of the engines cpu and reference (default: all).")
  private Optional<Integer> threads = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  EngineOptions engineOptions() {
    int n = threads.orElse(0);
    if (threads.isPresent() && (n < 1 || n > MOST)) {
      throw new UserError(
          "threads must be from 1 to "
              + MOST
              + " but is "
              + n
              + ", in --threads; give a number of threads or leave it out for all");
    }
    return new EngineOptions(
        n,
        line -> {
          if (command.userObject() instanceof BaseCommand own) {
            own.note(line);
          }
        });
  }
}
