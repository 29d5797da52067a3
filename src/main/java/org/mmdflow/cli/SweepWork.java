package org.mmdflow.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.RunOptions;
import org.mmdflow.experiment.RunResult;
import org.mmdflow.experiment.SweepObserver;
import org.mmdflow.experiment.SweepRow;
import org.mmdflow.experiment.SweepRun;
import org.mmdflow.experiment.SweepSession;
import org.mmdflow.experiment.SweepTable;
import org.mmdflow.report.SweepPage;

/** A sweep from its opening to the page and the answer. */
final class SweepWork implements SweepObserver {
  /** A page takes close to a megabyte: of more runs {@code mmdflow report} writes those wanted. */
  private static final int MOST_PAGES = 100;

  private static final int MOST_NAMES = 5;

  private final Console console;
  private final Answer answer;
  private final RunFlags flags;
  private final SweepProgress progress;
  private boolean pages;
  private double computeSeconds;

  SweepWork(Console console, Answer answer, RunFlags flags) {
    this.console = console;
    this.answer = answer;
    this.flags = flags;
    this.progress = new SweepProgress(console);
  }

  /** Runs what is left in {@code folder} and answers; returns the exit code. */
  int carryOut(Path folder, String command, Function<RunOptions, SweepSession> opening) {
    flags.timeLimit();
    RunOptions options = flags.options(console, command, progress);
    try (SweepSession session = opening.apply(options);
        Interruption stop =
            Interruption.listen(
                console,
                "finishing the step and saving the state of this run",
                flags.timeLimit())) {
      Engine engine = session.engine();
      console.engine(engine.device());
      answer.ranOn(engine.device(), session.precision());
      SweepTable table = session.table();
      pages = table.rows().size() <= MOST_PAGES;
      progress.expect(table.rows().size() - done(table));
      stop.onWish(session::requestStop);
      table.rows().stream()
          .filter(row -> row.status() == SweepRow.Status.COMPLETE)
          .forEach(row -> writePage(table.folder(row.run()), engine));
      session.run(this);
      Path page = Pages.of(folder);
      SweepPage.write(folder, page);
      new SweepAnswer(folder, table, page, computeSeconds).fill(answer);
      return end(folder, table);
    }
  }

  private static int done(SweepTable table) {
    return (int) table.rows().stream().filter(SweepRow::isDone).count();
  }

  @Override
  public void begins(SweepRun run, Engine engine) {
    progress.begins(run);
  }

  @Override
  public void ended(SweepRow row, RunResult result, Engine engine, double secondsLeft) {
    computeSeconds += result.computeSeconds();
    progress.ended(row, result, secondsLeft);
    if (row.status() == SweepRow.Status.COMPLETE) {
      writePage(result.out(), engine);
    }
  }

  /** The page of one run, unless it is there. */
  private void writePage(Path run, Engine engine) {
    if (pages && !Files.exists(Pages.of(run))) {
      Pages.write(List.of(run), Pages.of(run), engine);
    }
  }

  private static String names(List<String> folders) {
    int more = folders.size() - MOST_NAMES;
    return String.join(", ", folders.subList(0, Math.min(MOST_NAMES, folders.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private int end(Path folder, SweepTable table) {
    if (done(table) < table.rows().size()) {
      console.note(
          "interrupted after "
              + done(table)
              + " of "
              + table.rows().size()
              + " runs, state saved, in "
              + folder
              + "; go on with mmdflow resume "
              + ShellWords.quote(folder.toString()));
      console.answer(answer);
      return Failures.INTERRUPTED;
    }
    List<String> diverged = SweepAnswer.diverged(table);
    if (diverged.isEmpty()) {
      console.answer(answer);
      return 0;
    }
    String error =
        (diverged.size() + " of " + table.rows().size())
            + (" runs diverged: " + names(diverged))
            + (", in " + folder + "; take smaller step sizes for these");
    console.answer(answer.with("error", error));
    console.error(error);
    return Failures.FAILED;
  }
}
