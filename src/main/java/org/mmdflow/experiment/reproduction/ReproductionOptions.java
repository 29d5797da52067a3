package org.mmdflow.experiment.reproduction;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;

/**
 * What a user may choose of a reproduction.
 *
 * @param quick minutes instead of the published setting
 * @param seeds how many runs of each method; empty leaves it to the experiment
 * @param steps steps (epochs, where the experiment counts those) of each run; likewise
 * @param seed the first seed; run i has seed + i
 * @param engine name of the engine, such as {@code auto}
 * @param engineOptions threads and the like
 * @param precision how clouds are stored
 */
public record ReproductionOptions(
    boolean quick,
    OptionalInt seeds,
    OptionalLong steps,
    long seed,
    String engine,
    EngineOptions engineOptions,
    Precision precision) {
  /**
   * Opens the engine and says so; the caller closes it.
   *
   * @throws UserError if it cannot run here, or has no such precision
   */
  public Engine open(Observer observer) {
    Engine opened = Engines.open(engine, engineOptions);
    Device device = opened.device();
    if (precision == Precision.DOUBLE && !device.can(Capability.DOUBLE)) {
      opened.close();
      throw new UserError(
          "the device "
              + device.name()
              + " has no double precision, in --precision; use float, or another --engine");
    }
    observer.runsOn(device);
    return opened;
  }
}
