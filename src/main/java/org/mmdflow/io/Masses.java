package org.mmdflow.io;

import org.mmdflow.measure.Weights;

/**
 * Weights made of any masses, such as counts or populations.
 *
 * @param weights the masses divided by their sum
 * @param sum that sum, as it was found
 */
public record Masses(Weights weights, double sum) {}
