package org.mmdflow.kernel;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * k(U, Z) = mean over the data points x_b of phi_U(x_b)' phi_Z(x_b). A weighted sum of it over M
 * particles costs O(B M), not O(M) for each evaluation point: the sources enter through the sum of
 * their features alone. Half the squared MMD to a target is half the mean squared error of the
 * network that the particles are, where the target's network gives the data's answers.
 *
 * @param features phi
 */
public record FeatureKernel(Features features) implements Kernel {
  /** Checks the sizes. */
  public FeatureKernel {
    if (features.d() < 1 || features.points() < 1 || features.outputs() < 1) {
      throw new IllegalArgumentException(
          "features need an axis, a data point and an output: "
              + features.d()
              + ", "
              + features.points()
              + " and "
              + features.outputs());
    }
    features.length();
  }

  /**
   * k of two particles.
   *
   * @param x holds the first from {@code xAt} on
   * @param y holds the second from {@code yAt} on
   */
  public double value(double[] x, int xAt, double[] y, int yAt) {
    double[] first = new double[features.length()];
    double[] second = new double[features.length()];
    features.write(x, xAt, first);
    features.write(y, yAt, second);
    return product(first, second) / features.points();
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public double diagonal(double[] points, int at, int d) {
    double[] phi = new double[features.length()];
    features.write(points, at, phi);
    return product(phi, phi) / features.points();
  }

  @Override
  public Optional<String> misfit(int d) {
    return d == features.d()
        ? Optional.empty()
        : Optional.of(
            "the kernel "
                + this
                + " takes particles of "
                + features.particle()
                + ", the points have "
                + d);
  }

  @Override
  public OptionalDouble lipschitz() {
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble assumptionD(int d) {
    return OptionalDouble.empty();
  }

  @Override
  public Smoothness smoothness() {
    return Smoothness.SMOOTH;
  }

  @Override
  public boolean isConditionallyPositiveDefinite() {
    return false;
  }

  @Override
  public String toString() {
    return features.toString();
  }
}
