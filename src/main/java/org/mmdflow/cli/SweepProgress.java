package org.mmdflow.cli;

import org.mmdflow.experiment.RunResult;
import org.mmdflow.experiment.SweepRow;
import org.mmdflow.experiment.SweepRun;
import org.mmdflow.flow.Progress;

/** How a sweep gets on: a line for each run, and one about every ten seconds within a long one. */
final class SweepProgress implements ProgressView {
  private static final double PAUSE = 10;

  /** From so many runs on, not each has a line of its own. */
  private static final int MANY = 200;

  private final Console console;
  private String run = "";
  private double shownAt;
  private int left;
  private long lastLine = System.nanoTime();
  private boolean first = true;

  SweepProgress(Console console) {
    this.console = console;
  }

  /** So many runs are to come. */
  void expect(int runs) {
    left = runs;
  }

  void begins(SweepRun next) {
    run = next.label();
    shownAt = 0;
  }

  @Override
  public void accept(Progress progress) {
    if (progress.seconds() - shownAt >= PAUSE) {
      shownAt = progress.seconds();
      console.note(run + ": " + ProgressLines.line(progress));
    }
  }

  void ended(SweepRow row, RunResult result, double secondsLeft) {
    left -= row.isDone() ? 1 : 0;
    boolean due = left < MANY || (System.nanoTime() - lastLine) * 1e-9 >= 1;
    if (row.status() == SweepRow.Status.COMPLETE && (due || first)) {
      lastLine = System.nanoTime();
      console.note(
          row.run().label()
              + ": half_mmd2_v "
              + Figures.number(result.halfMmd2V().orElse(Double.NaN))
              + " after "
              + Figures.count(result.steps())
              + " steps in "
              + Figures.seconds(result.seconds())
              + left(secondsLeft));
    } else if (row.status() != SweepRow.Status.COMPLETE) {
      console.note(row.run().label() + ": " + result.message());
    }
    first = false;
  }

  private String left(double seconds) {
    return left == 0
        ? ""
        : "; about "
            + Figures.about(seconds)
            + " for the "
            + (left == 1 ? "run" : Figures.count(left) + " runs")
            + " left";
  }

  @Override
  public void close() {}
}
