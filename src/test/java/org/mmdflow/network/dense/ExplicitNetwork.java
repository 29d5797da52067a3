package org.mmdflow.network.dense;

/** The dense network in double, by loops over the definition: an oracle. */
final class ExplicitNetwork {
  final double[][] first;
  final double[][] second;

  ExplicitNetwork(double[][] first, double[][] second) {
    this.first = first;
    this.second = second;
  }

  static ExplicitNetwork of(DenseWeights weights) {
    return new ExplicitNetwork(doubles(weights.first()), doubles(weights.second()));
  }

  private static double[][] doubles(FloatMatrix matrix) {
    double[][] rows = new double[matrix.rows()][matrix.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }

  /** The sum of the sub-networks' outputs. */
  double sum(double[] x) {
    double[] hidden = new double[first.length];
    for (int h = 0; h < hidden.length; h++) {
      double z = 0;
      for (int j = 0; j < x.length; j++) {
        z += first[h][j] * x[j];
      }
      hidden[h] = Math.max(0, z);
    }
    double sum = 0;
    for (double[] row : second) {
      double s = 0;
      for (int h = 0; h < hidden.length; h++) {
        s += row[h] * hidden[h];
      }
      sum += Math.exp(-s * s / 4);
    }
    return sum;
  }

  double prediction(double[] x) {
    return sum(x) / second.length;
  }

  /** The derivative of {@link #sum} by all weights, first layer first, by central differences. */
  double[] jacobian(double[] x) {
    double[] result = new double[first.length * first[0].length + second.length * second[0].length];
    int at = 0;
    for (double[][] layer : new double[][][] {first, second}) {
      for (double[] row : layer) {
        for (int j = 0; j < row.length; j++) {
          double kept = row[j];
          double h = 1e-6;
          row[j] = kept + h;
          double above = sum(x);
          row[j] = kept - h;
          double below = sum(x);
          row[j] = kept;
          result[at++] = (above - below) / (2 * h);
        }
      }
    }
    return result;
  }

  /** All weights in the order of {@link #jacobian}. */
  double[] flat() {
    double[] result = new double[first.length * first[0].length + second.length * second[0].length];
    int at = 0;
    for (double[][] layer : new double[][][] {first, second}) {
      for (double[] row : layer) {
        for (double w : row) {
          result[at++] = w;
        }
      }
    }
    return result;
  }
}
