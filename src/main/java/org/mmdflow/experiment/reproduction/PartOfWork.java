package org.mmdflow.experiment.reproduction;

import org.mmdflow.engine.Device;

/**
 * Tells an observer of a part as of the whole.
 *
 * @param whole is told
 * @param before work of the whole that is done when the part begins
 * @param own work of the part, in the whole's unit
 * @param total work of the whole
 */
public record PartOfWork(Observer whole, long before, long own, long total) implements Observer {
  @Override
  public void runsOn(Device device) {
    whole.runsOn(device);
  }

  @Override
  public void progress(String what, long done, long ofPart) {
    whole.progress(what, before + Math.round(own * ((double) done / ofPart)), total);
  }

  @Override
  public boolean stopRequested() {
    return whole.stopRequested();
  }
}
