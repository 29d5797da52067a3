package org.mmdflow.cli;

import org.mmdflow.statistic.Watch;

/** A line about long work every few seconds, and the wish to end it early. */
final class WatchLines implements Watch {
  private static final double PAUSE = 3;

  private final Console console;
  private final Interruption stop;
  private final String whatIsLost;
  private long shown = System.nanoTime();

  WatchLines(Console console, Interruption stop, String whatIsLost) {
    this.console = console;
    this.stop = stop;
    this.whatIsLost = whatIsLost;
  }

  @Override
  public void progress(String what, long done, long total) {
    stop.check(whatIsLost);
    long now = System.nanoTime();
    if ((now - shown) * 1e-9 >= PAUSE && done < total) {
      shown = now;
      console.note(what + ": " + 100 * done / total + " %");
    }
  }
}
