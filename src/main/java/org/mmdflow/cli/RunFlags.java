package org.mmdflow.cli;

import java.util.Optional;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.experiment.RunOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run is carried out. */
final class RunFlags {
  @Option(
      names = "--max-time",
      order = 49,
      paramLabel = "T",
      description =
          "Stop as on Ctrl-C when so much time has passed since the start: 90s, 10m, 2h, 1h30m.")
  private Optional<String> maxTime = Optional.empty();

  @Mixin private ThreadsOption threads;

  Optional<TimeLimit> timeLimit() {
    return maxTime.map(TimeLimit::parse);
  }

  /** The same for the experiment; the clock is ours, as it is for signals. */
  RunOptions options(Console console, String command, ProgressView view) {
    return RunOptions.DEFAULT
        .withThreads(threads.engineOptions().threads())
        .withCommand(command)
        .withProgress(view)
        .withNotes(console::note);
  }

  EngineOptions engineOptions() {
    return threads.engineOptions();
  }
}
