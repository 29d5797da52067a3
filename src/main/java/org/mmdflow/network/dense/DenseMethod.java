package org.mmdflow.network.dense;

/**
 * How a step changes the student. {@code B} points of a mini-batch, residuals {@code r = prediction
 * - target} of the clean weights, {@code Phi = sum_m phi_m}.
 */
public sealed interface DenseMethod {
  /** {@return the factor before the mean over the mini-batch} */
  double stepSize();

  /**
   * {@code w <- w - stepSize (1/B) sum_i r_i dPhi(x_i)/dw}: the flow itself.
   *
   * @param stepSize above 0
   */
  record Plain(double stepSize) implements DenseMethod {}

  /**
   * The derivative is taken at {@code w + level(epoch) u}, {@code u} standard normal and fresh at
   * each step; the residuals are those of {@code w} (Arbel et al. 2019, Algorithm 2).
   *
   * @param stepSize above 0
   * @param level the noise's standard deviation in the first epochs
   * @param halvedEvery epochs after which it is halved, again and again
   */
  record NoiseInjection(double stepSize, double level, int halvedEvery) implements DenseMethod {
    /** {@return the level of an epoch, counted from 0} */
    public double level(long epoch) {
      return Math.scalb(level, (int) -Math.min(2000, epoch / halvedEvery));
    }
  }

  /**
   * The plain step, and then {@code level u} is added to the weights.
   *
   * @param stepSize above 0
   * @param level the noise's standard deviation
   */
  record Diffusion(double stepSize, double level) implements DenseMethod {}

  /**
   * Kernel Sobolev descent: {@code w <- w - stepSize (1/B) sum_i alpha_i dPhi(x_i)/dw} with {@code
   * (J J' / (n B) + lambda I) alpha = r}, {@code J} the derivatives of {@code Phi}.
   *
   * @param stepSize above 0
   * @param lambda above 0
   */
  record Sobolev(double stepSize, double lambda) implements DenseMethod {}
}
