package org.mmdflow.cli;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.mmdflow.flow.Progress;

/** A bar with pace, time left and the current loss, on a terminal. */
final class ProgressBarView implements ProgressView {
  private static final int WIDTH = 79;
  private static final int PAUSE_MILLIS = 250;

  private final Console console;
  private final boolean share;
  private Optional<ProgressBar> bar = Optional.empty();

  ProgressBarView(Console console, boolean share) {
    this.console = console;
    this.share = share;
  }

  @Override
  public void accept(Progress progress) {
    ProgressBar shown = bar.orElseGet(() -> begin(progress));
    shown.stepTo(progress.step());
    progress
        .halfMmd2V()
        .ifPresent(loss -> shown.setExtraMessage(" half_mmd2_v " + Figures.number(loss)));
  }

  private ProgressBar begin(Progress progress) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(share ? "done" : "steps")
            .setInitialMax(progress.total())
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(PAUSE_MILLIS)
            .startsFrom(progress.step(), java.time.Duration.ZERO)
            .setConsumer(new ConsoleProgressBarConsumer(console.errorStream(), width()));
    ProgressBar shown = (share ? builder : builder.showSpeed()).build();
    bar = Optional.of(shown);
    return shown;
  }

  private static int width() {
    String columns = Optional.ofNullable(System.getenv("COLUMNS")).orElse("");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) - 1 : WIDTH;
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty(); // A second close would draw it again.
  }
}
