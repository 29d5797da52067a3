package org.mmdflow.engine.measurement;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Device;

/**
 * The speed and the error of one engine at one problem.
 *
 * @param device what ran
 * @param problem what was asked
 * @param points how many points of the problem were taken: fewer than all where a pass over all
 *     would be long
 * @param pairsPerSecond of points and sources, value and gradient, by the median pass
 * @param timing of the passes
 * @param ceiling what the hardware allows, where the engine knows
 * @param error relative L2 error against double precision, the larger one of gradients and values;
 *     empty where the engine is itself the yardstick
 */
public record Measurement(
    Device device,
    Problem problem,
    int points,
    double pairsPerSecond,
    Timing timing,
    Optional<Ceiling> ceiling,
    OptionalDouble error) {
  /** The part of the ceiling that was reached. */
  public OptionalDouble share() {
    return ceiling.isPresent()
        ? OptionalDouble.of(pairsPerSecond / ceiling.orElseThrow().pairsPerSecond())
        : OptionalDouble.empty();
  }
}
