package org.mmdflow.engine.verification;

import java.util.Arrays;
import org.mmdflow.engine.Precision;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

/**
 * Particles with weights 1/n and a target with weights -1/m, as a precision stores them: prime
 * sizes, two Gaussians that overlap, one point in both clouds.
 */
final class Sample {
  private static final long SEED = 20190607;

  private final Points particles;
  private final double[] positive;
  private final Points target;
  private final double[] negative;

  private Sample(Points particles, double[] positive, Points target, double[] negative) {
    this.particles = particles;
    this.positive = positive;
    this.target = target;
    this.negative = negative;
  }

  static Sample of(int n, int m, int d, Precision precision) {
    double[] shifted = new double[d];
    Arrays.fill(shifted, 0.75);
    Points x =
        rounded(Distributions.gaussian(shifted, 0.8).of(n).sample(SEED, Purpose.START), precision);
    Points y =
        rounded(
            Distributions.gaussian(new double[d], 1.0).of(m).sample(SEED, Purpose.TARGET),
            precision);
    System.arraycopy(y.data(), 0, x.data(), 0, d);
    return new Sample(x, constant(n, 1.0 / n, precision), y, constant(m, -1.0 / m, precision));
  }

  private static double[] constant(int n, double value, Precision precision) {
    double[] values = new double[n];
    Arrays.fill(values, precision.round(value));
    return values;
  }

  private static Points rounded(Points points, Precision precision) {
    double[] data = points.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = precision.round(data[i]);
    }
    return points;
  }

  Points particles() {
    return particles;
  }

  /** n weights of the particles. */
  double[] positive() {
    return positive;
  }

  Points target() {
    return target;
  }

  /** m weights of the target, below 0. */
  double[] negative() {
    return negative;
  }

  /**
   * Gradients (n x d) and, behind them, values of the particles (n) and of the target (n) at the
   * particles, by plain loops.
   */
  double[] expected(Formula formula) {
    int n = particles.n();
    int d = particles.d();
    double[] result = new double[n * (d + 2)];
    double[] gradient = new double[d];
    for (int i = 0; i < n; i++) {
      Arrays.fill(gradient, 0);
      double push = 0;
      double pull = 0;
      for (int j = 0; j < n; j++) {
        push += formula.add().add(positive[j], particles, i, particles, j, gradient);
      }
      for (int j = 0; j < target.n(); j++) {
        pull += formula.add().add(negative[j], particles, i, target, j, gradient);
      }
      System.arraycopy(gradient, 0, result, i * d, d);
      result[n * d + i] = push;
      result[n * (d + 1) + i] = pull;
    }
    return result;
  }
}
