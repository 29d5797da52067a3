package org.mmdflow.engine.gpu;

import java.util.List;

/**
 * Sums of a block of particles that are still to be added, over slots, and made numbers of: what
 * {@code finish.h} reads.
 *
 * @param gradientAt where the first slot's sums of gradients begin
 * @param gradientSlots how many slots they have
 * @param values by source
 * @param size from slot to slot
 * @param first of the particles
 * @param rows how many particles, and from coordinate to coordinate
 * @param frame of the coordinates
 */
record Slots(
    Buffer sums,
    long gradientAt,
    long gradientSlots,
    List<Column> values,
    long size,
    long first,
    long rows,
    Buffer frame) {
  /** Sums of values: where the first slot's begin, and how many slots. */
  record Column(long at, long slots) {}
}
