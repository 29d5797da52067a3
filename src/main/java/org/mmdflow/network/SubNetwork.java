package org.mmdflow.network;

import java.util.Arrays;
import org.mmdflow.measure.Points;

/**
 * Small networks, each a particle: phi_Z(x) = g(W1 relu(W0 x)) for Z = (W0, W1), W0 of H x d and W1
 * of P x H numbers, row-major, and data x of R^d; no biases. Their mean is the network's answer in
 * P outputs (Arbel et al. 2019, appendix G.1, with the sub-networks kept apart).
 */
public final class SubNetwork implements NetworkFeatures {
  /** In expressions. */
  static final String NAME = "sub-networks";

  private static final int PIECE = DataColumns.PIECE;

  private final Points data;
  private final int width;
  private final int outputs;
  private final Activation activation;
  private final String source;
  private final DataColumns columns;

  /**
   * Sub-networks of one output on {@code data}, B x d, which is kept and must not change.
   *
   * @param width H, at least 1
   * @param activation g
   */
  public SubNetwork(Points data, int width, Activation activation) {
    this(data, width, activation, 1);
  }

  /** Likewise with several outputs. */
  public SubNetwork(Points data, int width, Activation activation, int outputs) {
    this(data, width, activation, outputs, size(data));
  }

  /**
   * Likewise.
   *
   * @param source where the data come from, as an expression
   */
  SubNetwork(Points data, int width, Activation activation, int outputs, String source) {
    if (width < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a sub-network has at least one hidden unit and one output: " + width + ", " + outputs);
    }
    Math.multiplyExact(width, Math.addExact(data.d(), outputs));
    this.data = data;
    this.width = width;
    this.outputs = outputs;
    this.activation = activation;
    this.source = source;
    this.columns = new DataColumns(data);
  }

  /** What stands for data without an expression. */
  static String size(Points data) {
    return data.n() + " x " + data.d() + " points";
  }

  @Override
  public Points data() {
    return data;
  }

  @Override
  public int d() {
    return width * (data.d() + outputs);
  }

  @Override
  public int outputs() {
    return outputs;
  }

  /** Hidden values and what the outputs' activations receive, over a piece. */
  private void forward(int piece, double[] z, int at, double[][] hidden, double[][] received) {
    int count = columns.width(piece);
    for (int h = 0; h < width; h++) {
      double[] unit = hidden[h];
      columns.project(piece, z, at + h * data.d(), unit);
      for (int b = 0; b < count; b++) {
        unit[b] = Math.max(unit[b], 0);
      }
    }
    for (int o = 0; o < outputs; o++) {
      double[] sum = received[o];
      Arrays.fill(sum, 0, count, 0);
      for (int h = 0; h < width; h++) {
        addScaled(z[at + outer(o, h)], hidden[h], sum, count);
      }
    }
  }

  /** Where the weight from hidden unit h to output o stands in a particle. */
  private int outer(int o, int h) {
    return width * data.d() + o * width + h;
  }

  private static void addScaled(double factor, double[] x, double[] out, int count) {
    for (int b = 0; b < count; b++) {
      out[b] += factor * x[b];
    }
  }

  @Override
  public void write(double[] particles, int at, double[] out) {
    double[][] hidden = new double[width][PIECE];
    double[][] received = new double[outputs][PIECE];
    double[] value = new double[PIECE];
    double[] slope = new double[PIECE];
    for (int piece = 0; piece < columns.count(); piece++) {
      forward(piece, particles, at, hidden, received);
      int size = columns.size(piece);
      for (int o = 0; o < outputs; o++) {
        activation.apply(received[o], value, slope, size);
        System.arraycopy(value, 0, out, o * data.n() + piece * PIECE, size);
      }
    }
  }

  @Override
  public void addGradient(double[] particles, int at, double[] v, double[] out, int outAt) {
    double[][] hidden = new double[width][PIECE];
    double[][] received = new double[outputs][PIECE];
    double[] room = new double[PIECE];
    double[] back = new double[PIECE];
    double[] coordinates = new double[data.d()];
    for (int piece = 0; piece < columns.count(); piece++) {
      forward(piece, particles, at, hidden, received);
      int size = columns.size(piece);
      int count = columns.width(piece);
      for (int o = 0; o < outputs; o++) {
        activation.apply(received[o], room, back, size);
        int from = o * data.n() + piece * PIECE;
        for (int b = 0; b < size; b++) {
          received[o][b] = back[b] * v[from + b];
        }
        Arrays.fill(received[o], size, count, 0);
      }
      for (int h = 0; h < width; h++) {
        Arrays.fill(back, 0, count, 0);
        for (int o = 0; o < outputs; o++) {
          int weight = outer(o, h);
          out[outAt + weight] += DataColumns.dot(received[o], hidden[h], room, count);
          addScaled(particles[at + weight], received[o], back, count);
        }
        for (int b = 0; b < count; b++) {
          back[b] *= Math.signum(hidden[h][b]);
        }
        columns.addBack(piece, back, out, outAt + h * data.d(), coordinates);
      }
    }
  }

  @Override
  public SubNetwork restrictedTo(int[] points) {
    return new SubNetwork(data.rows(points), width, activation, outputs, source);
  }

  @Override
  public String particle() {
    return width
        + " x ("
        + data.d()
        + " + "
        + outputs
        + ") = "
        + d()
        + " numbers (width times the sum of the data's dimension and the outputs)";
  }

  /** The expression, where the data have one. */
  @Override
  public String toString() {
    return NAME
        + "(data="
        + source
        + ", width="
        + width
        + ", activation="
        + activation
        + (outputs == 1 ? "" : ", outputs=" + outputs)
        + ")";
  }
}
