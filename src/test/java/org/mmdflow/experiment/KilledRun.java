package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
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

  /** The run on an engine. */
  static Map<String, String> on(String engine) {
    Map<String, String> flags = new LinkedHashMap<>(FLAGS);
    flags.put("engine", engine);
    return flags;
  }

  /**
   * On the engine that is the second argument. Says {@code begun} once the folder is locked, {@code
   * going} at each stretch of steps.
   */
  public static void main(String[] arguments) {
    RunOptions options =
        RunOptions.DEFAULT
            .withThreads(1)
            .withOverwrite(true)
            .withProgress(progress -> System.out.println("going"));
    try (RunSession session = open(arguments[1], Path.of(arguments[0]), options)) {
      System.out.println("begun");
      session.run();
    }
  }

  /** Resumes where there is a checkpoint, begins anew where there is none. */
  static RunSession open(String engine, Path out, RunOptions options) {
    try {
      return RunSession.resume(out, Optional.empty(), Optional.empty(), options);
    } catch (UserError e) {
      String message = String.valueOf(e.getMessage());
      if (!message.startsWith("holds no run") && !message.contains("before its first checkpoint")) {
        throw e;
      }
      return RunSession.begin(Experiment.of(on(engine)), out, options);
    }
  }
}
