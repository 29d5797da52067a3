package org.mmdflow.engine;

import java.util.Map;

/**
 * What happened in {@link Stepper#advance}.
 *
 * @param completed steps taken; fewer than asked for only when the next one would have left a
 *     non-finite number. The state is then that of the last good step.
 * @param scalars the recorded numbers, {@code completed} of each
 */
public record Trace(int completed, Map<Scalar, double[]> scalars) {
  public Trace {
    scalars = Map.copyOf(scalars);
  }
}
