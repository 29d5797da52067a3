package org.mmdflow.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.RunFailure;
import org.mmdflow.experiment.RunResult;
import org.mmdflow.experiment.RunSession;
import org.mmdflow.flow.Outcome;

/** A run from its opening to the page and the answer. */
final class RunWork {
  private final Console console;
  private final Answer answer;
  private final Optional<TimeLimit> limit;

  RunWork(Console console, Answer answer, Optional<TimeLimit> limit) {
    this.console = console;
    this.answer = answer;
    this.limit = limit;
  }

  /** Runs and answers; returns the exit code. */
  int carryOut(Supplier<RunSession> opening, ProgressView view) {
    RunResult result = steps(opening, view);
    if (result.end() == Outcome.End.DIVERGED) {
      throw new RunFailure(result.message());
    }
    Optional<Path> page = Optional.empty();
    if (result.exitCode() == 0) {
      page = Optional.of(Pages.writeOf(result.out(), result.device().engine(), console));
    }
    new RunAnswer(result, page).fill(answer);
    console.answer(answer);
    return result.exitCode();
  }

  /** Takes the steps; frees engine and lock. */
  RunResult steps(Supplier<RunSession> opening, ProgressView view) {
    try (RunSession session = opening.get();
        Interruption stop =
            Interruption.listen(console, "finishing the step and saving the state", limit)) {
      console.engine(session.device());
      answer.ranOn(session.device(), precision(session));
      stop.onWish(session::requestStop);
      RunResult result = session.run();
      view.close();
      console.note(result.message());
      return result;
    }
  }

  private static Precision precision(RunSession session) {
    String word = session.experiment().values().getOrDefault("precision", "float");
    return Precision.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
