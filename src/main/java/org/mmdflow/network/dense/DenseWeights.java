package org.mmdflow.network.dense;

import org.mmdflow.random.Noise;
import org.mmdflow.random.Perturbation;
import org.mmdflow.random.Purpose;

/**
 * The weights of {@code n} sub-networks whose second layer is dense, so that they share their
 * hidden units: hidden units {@code relu(first x)}, outputs {@code second hidden}. Without biases.
 *
 * <p>Sub-network {@code m} is the particle {@code m} of the noise: its coordinates are its {@link
 * #HIDDEN} rows of the first layer, one after the other, and then its row of the second.
 */
public final class DenseWeights {
  /** Hidden units that each sub-network brings. */
  public static final int HIDDEN = 3;

  private final int subnetworks;
  private final int inputs;
  private final FloatMatrix first;
  private final FloatMatrix second;

  /** Weights 0 for {@code subnetworks} and points of {@code inputs} coordinates. */
  public DenseWeights(int subnetworks, int inputs) {
    this.subnetworks = subnetworks;
    this.inputs = inputs;
    this.first = new FloatMatrix(Math.multiplyExact(HIDDEN, subnetworks), inputs);
    this.second = new FloatMatrix(subnetworks, HIDDEN * subnetworks);
  }

  /** {@return how many sub-networks} */
  public int subnetworks() {
    return subnetworks;
  }

  /** {@return coordinates of a point} */
  public int inputs() {
    return inputs;
  }

  /** {@return the first layer, 3 n x inputs: a change is seen here} */
  public FloatMatrix first() {
    return first;
  }

  /** {@return the second layer, n x 3 n: a change is seen here} */
  public FloatMatrix second() {
    return second;
  }

  /** Sets every weight to {@code mean} plus a standard normal. */
  void draw(double mean, Noise noise, long step, Team team) {
    team.run(
        subnetworks,
        () -> {
          float[] particle = new float[coordinates()];
          return m -> {
            noise.normals(Purpose.NETWORK_WEIGHTS, step, m, 1, particle.length, particle);
            for (int j = 0; j < particle.length; j++) {
              particle[j] = (float) mean + particle[j];
            }
            writeParticle(m, particle);
          };
        });
  }

  /**
   * Sets every weight to that of {@code clean} plus {@code level} times a standard normal.
   *
   * @param clean of the same shape; may be these weights themselves
   */
  void perturb(
      DenseWeights clean,
      double level,
      Perturbation perturbation,
      long seed,
      Purpose purpose,
      long step,
      Team team) {
    team.run(
        subnetworks,
        () -> {
          float[] particle = new float[coordinates()];
          return m -> {
            clean.readParticle(m, particle);
            perturbation.add(level, seed, purpose, step, m, particle.length, particle);
            writeParticle(m, particle);
          };
        });
  }

  /** Copies all weights of {@code other}, which has the same shape. */
  void set(DenseWeights other) {
    first.data().put(other.first.data());
    second.data().put(other.second.data());
  }

  private int coordinates() {
    return HIDDEN * inputs + HIDDEN * subnetworks;
  }

  private void readParticle(int m, float[] out) {
    first.readRows(HIDDEN * m, HIDDEN, out, 0);
    second.readRows(m, 1, out, HIDDEN * inputs);
  }

  private void writeParticle(int m, float[] in) {
    first.writeRows(HIDDEN * m, HIDDEN, in, 0);
    second.writeRows(m, 1, in, HIDDEN * inputs);
  }
}
