package org.mmdflow.network.dense;

import org.mmdflow.random.Noise;
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
    eachRow(
        noise,
        Purpose.NETWORK_WEIGHTS,
        step,
        team,
        (target, row, count, u, offset, line) -> {
          for (int j = 0; j < count; j++) {
            line[j] = (float) mean + u[offset + j];
          }
          target.apply(this).writeRow(row, line);
        });
  }

  /**
   * Sets every weight to that of {@code clean} plus {@code level} times a standard normal.
   *
   * @param clean of the same shape; may be these weights themselves
   */
  void perturb(
      DenseWeights clean, double level, Noise noise, Purpose purpose, long step, Team team) {
    float factor = (float) level;
    eachRow(
        noise,
        purpose,
        step,
        team,
        (target, row, count, u, offset, line) -> {
          target.apply(clean).readRow(row, line);
          for (int j = 0; j < count; j++) {
            line[j] = Math.fma(factor, u[offset + j], line[j]);
          }
          target.apply(this).writeRow(row, line);
        });
  }

  /** Copies all weights of {@code other}, which has the same shape. */
  void set(DenseWeights other) {
    first.data().put(other.first.data());
    second.data().put(other.second.data());
  }

  /** What is done with the normals of one row of a layer. */
  private interface RowWork {
    void accept(Layer layer, int row, int count, float[] normals, int offset, float[] line);
  }

  private interface Layer {
    FloatMatrix apply(DenseWeights weights);
  }

  private void eachRow(Noise noise, Purpose purpose, long step, Team team, RowWork work) {
    int own = HIDDEN * inputs;
    int width = own + HIDDEN * subnetworks;
    team.run(
        subnetworks,
        () -> {
          float[] normals = new float[width];
          float[] line = new float[Math.max(inputs, HIDDEN * subnetworks)];
          return m -> {
            noise.normals(purpose, step, m, 1, width, normals);
            for (int h = 0; h < HIDDEN; h++) {
              work.accept(w -> w.first, HIDDEN * m + h, inputs, normals, h * inputs, line);
            }
            work.accept(w -> w.second, m, HIDDEN * subnetworks, normals, own, line);
          };
        });
  }
}
