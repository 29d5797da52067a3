package org.mmdflow.experiment.reproduction.chaos;

import org.mmdflow.experiment.reproduction.Observer;

/** Tells an observer how far an experiment of propagation of chaos is, in shares of its pairs. */
final class Ticker {
  private static final long TOTAL = 1000;

  private final Observer observer;
  private final double limitPairs;
  private final double runPairs;
  private final int settings;
  private int setting = -1;
  private long steps = 1;
  private String what = "";

  /**
   * Of {@code settings} settings that cost the same.
   *
   * @param limitPairs pairs of the limit and its copies
   * @param runPairs pairs of all runs
   */
  Ticker(Observer observer, double limitPairs, double runPairs, int settings) {
    this.observer = observer;
    this.limitPairs = limitPairs;
    this.runPairs = runPairs;
    this.settings = settings;
  }

  /** The next setting begins. */
  void begin(String name, long ofSteps) {
    setting++;
    what = name;
    steps = Math.max(1, ofSteps);
  }

  /** The limit has taken so many steps. */
  void limitAt(long step) {
    tell(limitPairs * step / steps, ", the limit");
  }

  /** So many of all pairs of the runs are done. */
  void runsAt(double pairs) {
    tell(limitPairs + pairs, "");
  }

  private void tell(double pairs, String part) {
    double done = (setting + pairs / (limitPairs + runPairs)) / settings;
    observer.progress(what + part, Math.min(TOTAL, Math.round(TOTAL * done)), TOTAL);
  }

  boolean stopRequested() {
    return observer.stopRequested();
  }
}
