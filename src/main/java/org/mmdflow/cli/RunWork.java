package org.mmdflow.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.RunFailure;
import org.mmdflow.experiment.RunResult;
import org.mmdflow.experiment.RunSession;
import org.mmdflow.flow.Outcome;
import org.mmdflow.report.RunReport;

/** A run from its opening to the page and the answer. */
final class RunWork {
  private final Console console;
  private final Answer answer;
  private final RunFlags flags;

  RunWork(Console console, Answer answer, RunFlags flags) {
    this.console = console;
    this.answer = answer;
    this.flags = flags;
  }

  /** Runs and answers; returns the exit code. */
  int carryOut(Supplier<RunSession> opening, ProgressView view) {
    return carryOut(opening, view, report -> {});
  }

  /** Likewise, giving what the page shows to {@code more} once the page is written. */
  int carryOut(Supplier<RunSession> opening, ProgressView view, Consumer<RunReport> more) {
    RunResult result = steps(opening, view);
    if (result.end() == Outcome.End.DIVERGED) {
      throw new RunFailure(result.message());
    }
    console.note(result.message());
    result.verdicts().forEach(console::note);
    boolean complete = result.exitCode() == 0;
    if (complete) {
      more.accept(
          Pages.write(result.out(), result.device().engine(), flags.engineOptions(), console));
    }
    new RunAnswer(result, complete ? Optional.of(Pages.of(result.out())) : Optional.empty())
        .fill(answer);
    console.answer(answer);
    return result.exitCode();
  }

  /** Takes the steps; frees engine and lock. */
  private RunResult steps(Supplier<RunSession> opening, ProgressView view) {
    try (RunSession session = opening.get();
        Interruption stop =
            Interruption.listen(
                console, "finishing the step and saving the state", flags.timeLimit())) {
      console.engine(session.device());
      answer.ranOn(session.device(), precision(session));
      stop.onWish(session::requestStop);
      RunResult result = session.run();
      view.close();
      return result;
    }
  }

  private static Precision precision(RunSession session) {
    String word = session.experiment().values().getOrDefault("precision", "float");
    return Precision.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
