package org.mmdflow.experiment.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Precision;

/** Notes what a reproduction says, and ends it after so many words. */
final class Watcher implements Observer {
  final List<String> engines = new ArrayList<>();
  final List<String> words = new ArrayList<>();
  private final int most;

  Watcher(int most) {
    this.most = most;
  }

  static ReproductionOptions quick(OptionalInt seeds, OptionalLong steps) {
    return new ReproductionOptions(
        true, seeds, steps, 1, "reference", new EngineOptions(2), Precision.DOUBLE);
  }

  @Override
  public void runsOn(Device device) {
    engines.add(device.engine());
  }

  @Override
  public void progress(String what, long done, long total) {
    if (done < 0 || done > total) {
      throw new AssertionError(what + ": " + done + " of " + total);
    }
    words.add(what);
  }

  @Override
  public boolean stopRequested() {
    return words.size() >= most;
  }
}
