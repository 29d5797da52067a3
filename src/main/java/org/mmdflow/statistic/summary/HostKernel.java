package org.mmdflow.statistic.summary;

import java.util.List;
import org.mmdflow.kernel.Component;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.PolynomialKernel;
import org.mmdflow.kernel.RadialKernel;
import org.mmdflow.measure.Points;

/**
 * Kernel values between rows of one cloud, on the host in double, for an algorithm that decides
 * after every few of them. Holds scratch arrays: one thread.
 */
final class HostKernel {
  private final List<Component> components;
  private final Points points;
  private final double[] q;
  private final double[] value;
  private final double[] slope;

  /**
   * Of {@code points}, kernels of features excluded.
   *
   * @param most columns of a call at most
   */
  HostKernel(Kernel kernel, Points points, int most) {
    this.components = kernel.components();
    this.points = points;
    q = new double[most];
    value = new double[most];
    slope = new double[most];
  }

  /** k between two rows. */
  double value(int i, int j) {
    return sum(i, new int[] {j}, 1);
  }

  /** The sum of k(row, column) over the first {@code count} columns. */
  double sum(int row, int[] columns, int count) {
    double total = 0;
    for (Component part : components) {
      if (part.kernel() instanceof RadialKernel radial) {
        squares(row, columns, count, 1 / (radial.scale() * radial.scale()));
        radial.profile(q, value, slope, count);
      } else if (part.kernel() instanceof PolynomialKernel polynomial) {
        products(row, columns, count, polynomial);
      } else {
        throw new IllegalArgumentException("no values on the host: " + part.kernel());
      }
      double sum = 0;
      for (int j = 0; j < count; j++) {
        sum += value[j];
      }
      total += part.weight() * sum;
    }
    return total;
  }

  private void squares(int row, int[] columns, int count, double scale) {
    int d = points.d();
    double[] x = points.data();
    for (int j = 0; j < count; j++) {
      double square = 0;
      for (int c = 0; c < d; c++) {
        double difference = x[row * d + c] - x[columns[j] * d + c];
        square += difference * difference;
      }
      q[j] = square * scale;
    }
  }

  private void products(int row, int[] columns, int count, PolynomialKernel kernel) {
    int d = points.d();
    double[] x = points.data();
    for (int j = 0; j < count; j++) {
      double t = kernel.c();
      for (int c = 0; c < d; c++) {
        t += x[row * d + c] * x[columns[j] * d + c];
      }
      value[j] = kernel.value(t);
    }
  }
}
