package org.mmdflow.experiment.reproduction;

import org.mmdflow.engine.Device;

/** Who is told how a reproduction goes, on its thread. */
public interface Observer {
  /** The engine was opened: said once for each engine that really runs. */
  void runsOn(Device device);

  /**
   * So much is done.
   *
   * @param what the run at hand, such as {@code noise to 5,000, seed 2}
   * @param done of all the work
   * @param total of all the work, in the same unit
   */
  void progress(String what, long done, long total);

  /** Whether to end soon with what there is; asked between stretches of at most a second or so. */
  boolean stopRequested();
}
