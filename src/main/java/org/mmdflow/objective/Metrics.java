package org.mmdflow.objective;

/**
 * How far a cloud is from its target. All three from one clean pass over the pairs.
 *
 * @param halfMmd2V F = MMD^2 / 2 by the V-statistic, the functional that the flow descends
 * @param halfMmd2U MMD^2 / 2 by the unbiased U-statistic; may be negative, never clamped; NaN where
 *     it is undefined (a single point on either side)
 * @param meanSquaredGradient mean of |grad f|^2 at the particles by their weights: the dissipation
 */
public record Metrics(double halfMmd2V, double halfMmd2U, double meanSquaredGradient) {}
