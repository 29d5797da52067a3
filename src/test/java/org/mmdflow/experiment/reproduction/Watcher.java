package org.mmdflow.experiment.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Precision;

/** Remembers what an observer is told; may ask to stop. */
public final class Watcher implements Observer {
  public final List<String> engines = new ArrayList<>();
  public final List<String> runs = new ArrayList<>();
  private final long most;
  private long done;
  private long total;

  /** Asks to stop once more than {@code most} is done. */
  public Watcher(long most) {
    this.most = most;
  }

  public static ReproductionOptions options(int seeds, long steps) {
    return new ReproductionOptions(
        false,
        OptionalInt.of(seeds),
        OptionalLong.of(steps),
        3,
        "reference",
        new EngineOptions(2),
        Precision.DOUBLE);
  }

  public static ReproductionOptions quick(OptionalInt seeds, OptionalLong steps) {
    return new ReproductionOptions(
        true, seeds, steps, 1, "reference", new EngineOptions(2), Precision.DOUBLE);
  }

  @Override
  public void runsOn(Device device) {
    engines.add(device.engine());
  }

  @Override
  public void progress(String what, long newDone, long newTotal) {
    assertThat(newDone).isBetween(done, newTotal);
    assertThat(newTotal).isPositive();
    done = newDone;
    total = newTotal;
    if (!runs.contains(what)) {
      runs.add(what);
    }
  }

  @Override
  public boolean stopRequested() {
    return done > most;
  }

  /** The share of the work that was done. */
  public double share() {
    return (double) done / total;
  }
}
