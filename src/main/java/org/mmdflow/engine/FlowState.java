package org.mmdflow.engine;

import java.util.List;
import java.util.Optional;

/**
 * What steps act on. Clean positions, the velocity and the step counter are the whole state:
 * nothing else needs a checkpoint.
 *
 * @param particles N x d clean positions; a stepper moves them
 * @param velocity N x d, present when there is momentum; a stepper updates it
 * @param weights N x 1 masses of the particles, used for scalars only
 * @param sources the signed sources of the witness at this step: the particles themselves, the
 *     target with negative weights
 * @param seed of all noise
 */
public record FlowState(
    Cloud particles, Optional<Cloud> velocity, Cloud weights, List<Part> sources, long seed) {
  public FlowState {
    sources = List.copyOf(sources);
  }
}
