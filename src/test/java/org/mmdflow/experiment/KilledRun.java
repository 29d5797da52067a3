package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.expression.UserError;

/** A process of its own that runs or resumes in a folder, to be killed at any moment. */
final class KilledRun {
  static final Map<String, String> FLAGS =
      Runs.small(
          "steps", "3000",
          "metrics-every", "10",
          "snapshots", "every(250)",
          "checkpoint-every", "25",
          "monitors", "lojasiewicz");

  private KilledRun() {}

  /** Says {@code begun} once the folder is locked, {@code going} at each stretch of steps. */
  public static void main(String[] arguments) {
    RunOptions options =
        RunOptions.DEFAULT
            .withThreads(1)
            .withOverwrite(true)
            .withProgress(progress -> System.out.println("going"));
    try (RunSession session = open(Path.of(arguments[0]), options)) {
      System.out.println("begun");
      session.run();
    }
  }

  /** Resumes where there is a checkpoint, begins anew where there is none. */
  static RunSession open(Path out, RunOptions options) {
    try {
      return RunSession.resume(out, Optional.empty(), Optional.empty(), options);
    } catch (UserError e) {
      String message = String.valueOf(e.getMessage());
      if (!message.startsWith("holds no run") && !message.contains("before its first checkpoint")) {
        throw e;
      }
      return RunSession.begin(Experiment.of(FLAGS), out, options);
    }
  }
}
