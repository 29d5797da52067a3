package org.mmdflow.engine.measurement;

/**
 * How long repeated passes took.
 *
 * @param seconds the median pass
 * @param spread the middle half of the passes lies within this, as a fraction of the median
 * @param passes how many
 */
public record Timing(double seconds, double spread, int passes) {}
