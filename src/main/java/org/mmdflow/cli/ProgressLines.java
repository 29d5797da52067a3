package org.mmdflow.cli;

import java.util.Optional;
import org.mmdflow.flow.Progress;

/** A line at first, one about every ten seconds, one at the end. */
final class ProgressLines implements ProgressView {
  private static final double PAUSE = 10;

  private final Console console;
  private final boolean share;
  private Optional<Progress> last = Optional.empty();
  private Optional<Progress> shown = Optional.empty();

  /**
   * Of steps, or of a share in percent of work that is not all steps.
   *
   * @param share whether steps are percent
   */
  ProgressLines(Console console, boolean share) {
    this.console = console;
    this.share = share;
  }

  @Override
  public void accept(Progress progress) {
    last = Optional.of(progress);
    boolean due = shown.map(s -> progress.seconds() - s.seconds() >= PAUSE).orElse(true);
    if (due) {
      show(progress);
    }
  }

  private void show(Progress progress) {
    shown = Optional.of(progress);
    console.note(share ? shareLine(progress) : line(progress));
  }

  /** Step, loss, pace and what is left. */
  static String line(Progress progress) {
    StringBuilder line = new StringBuilder();
    line.append("step ").append(progress.step()).append(" of ").append(progress.total());
    progress
        .halfMmd2V()
        .ifPresent(loss -> line.append(", half_mmd2_v ").append(Figures.number(loss)));
    if (progress.secondsPerStep() > 0) {
      line.append(", ").append(Figures.number(1 / progress.secondsPerStep())).append(" steps/s");
    }
    if (progress.step() < progress.total()) {
      line.append(", ").append(Figures.about(progress.secondsLeft())).append(" left");
    }
    return line.toString();
  }

  private static String shareLine(Progress progress) {
    String done = progress.step() + " % done";
    return progress.step() < progress.total()
        ? done + ", " + Figures.about(progress.secondsLeft()) + " left"
        : done;
  }

  @Override
  public void close() {
    if (last.isPresent() && !last.equals(shown)) {
      show(last.get());
    }
  }
}
