package org.mmdflow.network;

import java.util.Arrays;
import org.mmdflow.measure.Points;

/**
 * The neurons of a two-layer network: phi_Z(x) = w g(theta'x) for a particle Z = (w, theta) of d +
 * 1 numbers and data x of R^d (Chizat and Bach 2018). The mean over the particles is the network's
 * answer. A bias is a coordinate of the data that is 1.
 *
 * <pre>{@code
 * Points data = PointsFiles.read("x.npy");                     // 1000 x 2
 * Kernel kernel = Kernel.features(new TwoLayer(data, Activation.TANH));
 * Points neurons = Distributions.gaussian(new double[3], 1).sample(500, seed);
 * Points teacher = Points.ofRows(new double[] {1, 2, -1}, new double[] {-1, 0, 3});
 * try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT);
 *     Flow flow = Flow.from(neurons).to(teacher).kernel(kernel).stepSize(1).on(engine)) {
 *   flow.run(1000);
 *   double loss = flow.metrics().halfMmd2V();                  // half the mean squared error
 * }
 * }</pre>
 */
public final class TwoLayer implements NetworkFeatures {
  /** In expressions. */
  static final String NAME = "two-layer";

  private final Points data;
  private final Activation activation;
  private final String source;
  private final DataColumns columns;

  /** Neurons on {@code data}, B x d, which is kept and must not change. */
  public TwoLayer(Points data, Activation activation) {
    this(data, activation, SubNetwork.size(data));
  }

  /**
   * Likewise.
   *
   * @param source where the data come from, as an expression
   */
  TwoLayer(Points data, Activation activation, String source) {
    this.data = data;
    this.activation = activation;
    this.source = source;
    this.columns = new DataColumns(data);
  }

  @Override
  public Points data() {
    return data;
  }

  @Override
  public int d() {
    return data.d() + 1;
  }

  @Override
  public void write(double[] particles, int at, double[] out) {
    double[] u = new double[DataColumns.PIECE];
    double[] value = new double[DataColumns.PIECE];
    double[] slope = new double[DataColumns.PIECE];
    for (int piece = 0; piece < columns.count(); piece++) {
      columns.project(piece, particles, at + 1, u);
      activation.apply(u, value, slope, columns.size(piece));
      int first = piece * DataColumns.PIECE;
      for (int b = 0; b < columns.size(piece); b++) {
        out[first + b] = particles[at] * value[b];
      }
    }
  }

  @Override
  public void addGradient(double[] particles, int at, double[] v, double[] out, int outAt) {
    double[] u = new double[DataColumns.PIECE];
    double[] value = new double[DataColumns.PIECE];
    double[] slope = new double[DataColumns.PIECE];
    double[] back = new double[DataColumns.PIECE];
    double[] room = new double[data.d()];
    double outer = 0;
    for (int piece = 0; piece < columns.count(); piece++) {
      columns.project(piece, particles, at + 1, u);
      int size = columns.size(piece);
      activation.apply(u, value, slope, size);
      int first = piece * DataColumns.PIECE;
      for (int b = 0; b < size; b++) {
        outer += v[first + b] * value[b];
        back[b] = v[first + b] * particles[at] * slope[b];
      }
      Arrays.fill(back, size, columns.width(piece), 0);
      columns.addBack(piece, back, out, outAt + 1, room);
    }
    out[outAt] += outer;
  }

  @Override
  public TwoLayer restrictedTo(int[] points) {
    return new TwoLayer(data.rows(points), activation, source);
  }

  @Override
  public String particle() {
    return data.d() + " + 1 = " + d() + " numbers (the data's dimension and an outer weight)";
  }

  /** The expression, where the data have one. */
  @Override
  public String toString() {
    return NAME + "(data=" + source + ", activation=" + activation + ")";
  }
}
