package org.mmdflow.statistic.summary;

import java.util.Arrays;
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
   * @param points of a sum at most
   */
  HostKernel(Kernel kernel, Points points, int most) {
    this.components = kernel.components();
    this.points = points;
    q = new double[most];
    value = new double[most];
    slope = new double[most];
  }

  /** Dimension of the space. */
  int d() {
    return points.d();
  }

  /** k between two rows. */
  double value(int i, int j) {
    double[][] one = new double[points.d()][1];
    copy(j, one, 0);
    return sum(i, one, 1);
  }

  /** Puts row {@code row} at place {@code at} of {@code axes}, d arrays of one coordinate each. */
  void copy(int row, double[][] axes, int at) {
    for (int c = 0; c < axes.length; c++) {
      axes[c][at] = points.get(row, c);
    }
  }

  /**
   * The sum of k between a row and the first {@code count} points of {@code axes}, which lie
   * coordinate by coordinate so that the loops over them turn into vector instructions.
   */
  double sum(int row, double[][] axes, int count) {
    double total = 0;
    for (Component part : components) {
      if (part.kernel() instanceof RadialKernel radial) {
        squares(row, axes, count, 1 / (radial.scale() * radial.scale()));
        radial.profile(q, value, slope, count);
      } else if (part.kernel() instanceof PolynomialKernel polynomial) {
        products(row, axes, count, polynomial);
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

  private void squares(int row, double[][] axes, int count, double scale) {
    Arrays.fill(q, 0, count, 0);
    for (int c = 0; c < axes.length; c++) {
      double x = points.get(row, c);
      double[] axis = axes[c];
      for (int j = 0; j < count; j++) {
        double difference = x - axis[j];
        q[j] += scale * difference * difference;
      }
    }
  }

  private void products(int row, double[][] axes, int count, PolynomialKernel kernel) {
    Arrays.fill(q, 0, count, kernel.c());
    for (int c = 0; c < axes.length; c++) {
      double x = points.get(row, c);
      for (int j = 0; j < count; j++) {
        q[j] += x * axes[c][j];
      }
    }
    for (int j = 0; j < count; j++) {
      value[j] = kernel.value(q[j]);
    }
  }
}
