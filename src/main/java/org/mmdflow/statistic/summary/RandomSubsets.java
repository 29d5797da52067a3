package org.mmdflow.statistic.summary;

/**
 * What random subsets of equal mass reach, the mean of {@value #COUNT}; of weighted samples draws
 * by weight, with repetitions.
 *
 * @param mmd2 squared MMD (V-statistic) against the sample
 * @param meanError as in {@link Summary}
 * @param covarianceError likewise
 */
public record RandomSubsets(double mmd2, double meanError, double covarianceError) {
  /** How many are drawn. */
  public static final int COUNT = 20;
}
