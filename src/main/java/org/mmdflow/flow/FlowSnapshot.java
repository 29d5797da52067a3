package org.mmdflow.flow;

import java.util.Optional;
import org.mmdflow.measure.Points;

/**
 * All that a flow needs to go on as if it had never stopped.
 *
 * @param step steps taken
 * @param flowTime sum of the step sizes so far
 * @param particles N x d clean positions
 * @param velocity N x d, where there is momentum
 * @param control what the controllers last decided
 */
public record FlowSnapshot(
    long step, double flowTime, Points particles, Optional<Points> velocity, Control control) {}
