package org.mmdflow.measure;

import java.util.List;

/**
 * An isotropic Gaussian of a mixture.
 *
 * @param weight its share, not negative
 * @param mean d numbers
 * @param sd standard deviation on each axis, not negative
 */
public record GaussianComponent(double weight, List<Double> mean, double sd) {
  /** Checks the numbers. */
  public GaussianComponent {
    Values.notNegative("weight", List.of(weight));
    mean = Values.finite("mean", mean);
    Values.notNegative("sd", List.of(sd));
  }
}
