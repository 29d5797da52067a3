package org.mmdflow.network.dense;

/**
 * Points going through a dense network and gradients coming back, with the memory for a fixed
 * number of points. With {@code phi_m(x) = exp(-s_m^2 / 4)}, {@code s = second relu(first x)}, the
 * prediction is the mean of the {@code phi_m}; the gradient kept is that of their sum.
 */
final class Pass {
  private final MatrixProducts products;
  private final Team team;
  private final FloatMatrix hidden;
  private final FloatMatrix delta;
  private final FloatMatrix epsilon;
  private final double[] predictions;

  /** For {@code points} points and networks of {@code subnetworks} sub-networks. */
  Pass(int points, int subnetworks, MatrixProducts products, Team team) {
    this.products = products;
    this.team = team;
    this.hidden = new FloatMatrix(points, DenseWeights.HIDDEN * subnetworks);
    this.delta = new FloatMatrix(points, subnetworks);
    this.epsilon = new FloatMatrix(points, DenseWeights.HIDDEN * subnetworks);
    this.predictions = new double[points];
  }

  /** The hidden units' values, points x 3 n, of the last {@link #forward}. */
  FloatMatrix hidden() {
    return hidden;
  }

  /** The derivative of {@code phi_m} by {@code s_m}, points x n, of the last {@link #forward}. */
  FloatMatrix delta() {
    return delta;
  }

  /** The derivative of the sum by what enters a hidden unit, points x 3 n, of {@link #backward}. */
  FloatMatrix epsilon() {
    return epsilon;
  }

  /** The predictions of the last {@link #forward}: this array is reused. */
  double[] predictions() {
    return predictions;
  }

  /** Predicts {@code points}, and makes ready for {@link #backward}. */
  void forward(DenseWeights weights, FloatMatrix points) {
    products.multiply(1, points, false, weights.first(), true, 0, hidden);
    eachRow(
        hidden,
        (row, line) -> {
          for (int j = 0; j < hidden.columns(); j++) {
            line[j] = Math.max(0, line[j]);
          }
        });
    products.multiply(1, hidden, false, weights.second(), true, 0, delta);
    eachRow(delta, this::activate);
  }

  /** Turns {@code s} into the derivative of {@code phi} and adds up the prediction. */
  private void activate(int row, float[] line) {
    double sum = 0;
    for (int m = 0; m < delta.columns(); m++) {
      double s = line[m];
      double phi = Math.exp(-0.25 * s * s);
      sum += phi;
      line[m] = (float) (-0.5 * s * phi);
    }
    predictions[row] = sum / delta.columns();
  }

  /** Carries the derivatives of the last {@link #forward} to the hidden units. */
  void backward(DenseWeights weights) {
    products.multiply(1, delta, false, weights.second(), false, 0, epsilon);
    team.run(
        epsilon.rows(),
        () -> {
          float[] line = new float[epsilon.columns()];
          float[] value = new float[epsilon.columns()];
          return row -> {
            epsilon.readRow(row, line);
            hidden.readRow(row, value);
            for (int j = 0; j < line.length; j++) {
              line[j] = value[j] > 0 ? line[j] : 0;
            }
            epsilon.writeRow(row, line);
          };
        });
  }

  /**
   * {@code weights <- weights - step sum_i factors_i d(sum_m phi_m(x_i))/d weights}, the
   * derivatives being those of {@link #forward} and {@link #backward}, which it spoils.
   */
  void descend(DenseWeights weights, FloatMatrix points, double step, double[] factors) {
    scaleRows(delta, factors);
    scaleRows(epsilon, factors);
    products.multiply((float) -step, delta, true, hidden, false, 1, weights.second());
    products.multiply((float) -step, epsilon, true, points, false, 1, weights.first());
  }

  private void scaleRows(FloatMatrix matrix, double[] factors) {
    eachRow(
        matrix,
        (row, line) -> {
          float factor = (float) factors[row];
          for (int j = 0; j < matrix.columns(); j++) {
            line[j] *= factor;
          }
        });
  }

  private interface RowWork {
    void accept(int row, float[] line);
  }

  private void eachRow(FloatMatrix matrix, RowWork work) {
    team.run(
        matrix.rows(),
        () -> {
          float[] line = new float[matrix.columns()];
          return row -> {
            matrix.readRow(row, line);
            work.accept(row, line);
            matrix.writeRow(row, line);
          };
        });
  }
}
