package org.mmdflow.theory;

import org.mmdflow.measure.Points;
import org.mmdflow.measure.SquaredNorms;

/**
 * What a draw of noise does to a step of noise injection, x - gamma grad f(x + beta u): for the
 * draw u, weighted means over the particles.
 *
 * @param descent P = mean of grad f(x) . grad f(x + beta u): F falls by gamma P to first order
 * @param squaredGradient D = mean of |grad f(x + beta u)|^2
 */
record NoiseMoments(double descent, double squaredGradient) {
  /**
   * The moments of two gradients.
   *
   * @param clean N x d, at the particles
   * @param noisy N x d, at the perturbed particles
   * @param masses of the particles
   */
  static NoiseMoments of(Points clean, Points noisy, double[] masses) {
    return new NoiseMoments(
        inner(clean, noisy, masses), SquaredNorms.weightedSum(noisy.data(), noisy.d(), masses));
  }

  private static double inner(Points a, Points b, double[] masses) {
    double sum = 0;
    for (int i = 0; i < masses.length; i++) {
      double each = 0;
      for (int c = i * a.d(); c < (i + 1) * a.d(); c++) {
        each += a.data()[c] * b.data()[c];
      }
      sum += masses[i] * each;
    }
    return sum;
  }
}
