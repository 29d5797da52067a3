package org.mmdflow.experiment;

import org.mmdflow.engine.Engine;

/** Who is told how a sweep goes, on its thread. */
public interface SweepObserver {
  /** A run is about to take its first step, or the first after its checkpoint. */
  void begins(SweepRun run, Engine engine);

  /**
   * A run has ended, and its files are closed.
   *
   * @param row how it stands now
   * @param result what its last session has to say
   * @param engine on which it ran; free until this method returns
   * @param secondsLeft for all that is left to do, at the pace so far
   */
  void ended(SweepRow row, RunResult result, Engine engine, double secondsLeft);
}
