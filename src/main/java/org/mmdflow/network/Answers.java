package org.mmdflow.network;

import org.mmdflow.kernel.Features;
import org.mmdflow.measure.Points;

/** What the network that particles are answers to the data: the mean of their features. */
public final class Answers {
  private Answers() {}

  /**
   * y(x_b) = mean over the particles of phi_Z(x_b), in the order of {@link Features#write}.
   *
   * @param particles N x d, of equal mass
   * @throws IllegalArgumentException if they have another dimension than the features
   */
  public static double[] of(Features features, Points particles) {
    if (particles.d() != features.d()) {
      throw new IllegalArgumentException(
          "features take particles of "
              + features.particle()
              + ", these have "
              + particles.d()
              + " numbers");
    }
    double[] phi = new double[features.length()];
    double[] mean = new double[features.length()];
    for (int i = 0; i < particles.n(); i++) {
      features.write(particles.data(), i * particles.d(), phi);
      for (int b = 0; b < mean.length; b++) {
        mean[b] += phi[b];
      }
    }
    for (int b = 0; b < mean.length; b++) {
      mean[b] /= particles.n();
    }
    return mean;
  }

  /** Half the mean over the data points of |a - b|^2, for answers of the same features. */
  public static double halfMeanSquaredError(Features features, double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < features.length(); i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return 0.5 * sum / features.points();
  }
}
