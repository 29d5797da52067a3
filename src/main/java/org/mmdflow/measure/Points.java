package org.mmdflow.measure;

import java.util.Arrays;

/**
 * A cloud of n points in R^d on the host, row-major in one double array.
 *
 * <p>The array is open, as in a numerical library: {@link #data()} is the storage itself, and
 * whoever writes to it changes the points. Values read from float32 files are widened, hence exact.
 * Not synchronised: one writer, or any number of readers.
 */
public final class Points {
  private final int n;
  private final int d;
  private final double[] data;

  private Points(int n, int d, double[] data) {
    this.n = n;
    this.d = d;
    this.data = data;
  }

  /**
   * Wraps {@code data} (n x d, row-major) without copying.
   *
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the array's length
   */
  public static Points of(int n, int d, double[] data) {
    if (n < 1 || d < 1) {
      throw new IllegalArgumentException("need at least one point and one axis: " + n + " x " + d);
    }
    if ((long) n * d != data.length) {
      throw new IllegalArgumentException(
          n + " x " + d + " points need " + (long) n * d + " values, got " + data.length);
    }
    return new Points(n, d, data);
  }

  /** n points at the origin of R^d. */
  public static Points zeros(int n, int d) {
    return of(n, d, new double[Math.multiplyExact(n, d)]);
  }

  /** Copies rows of equal length. */
  public static Points ofRows(double[]... rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("need at least one point");
    }
    int d = rows[0].length;
    double[] data = new double[Math.multiplyExact(rows.length, d)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != d) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " coordinates, row 0 has " + d);
      }
      System.arraycopy(rows[i], 0, data, i * d, d);
    }
    return of(rows.length, d, data);
  }

  /** Number of points. */
  public int n() {
    return n;
  }

  /** Dimension of the space. */
  public int d() {
    return d;
  }

  /** The storage itself, n x d row-major. */
  public double[] data() {
    return data;
  }

  /** Coordinate {@code axis} of point {@code i}. */
  public double get(int i, int axis) {
    return data[i * d + axis];
  }

  /** The points of the given rows, in that order, copied. */
  public Points rows(int... indices) {
    double[] picked = new double[Math.multiplyExact(indices.length, d)];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(data, indices[i] * d, picked, i * d, d);
    }
    return of(indices.length, d, picked);
  }

  /** The mean of the points, of length d. */
  public double[] mean() {
    double[] mean = new double[d];
    for (int i = 0; i < data.length; i++) {
      mean[i % d] += data[i] / n;
    }
    return mean;
  }

  /**
   * A copy moved so that {@code origin} comes to lie at 0.
   *
   * @param origin of length d
   */
  public Points from(double[] origin) {
    Points moved = copy();
    for (int i = 0; i < data.length; i++) {
      moved.data[i] -= origin[i % d];
    }
    return moved;
  }

  /** An independent copy. */
  public Points copy() {
    return new Points(n, d, data.clone());
  }

  /** True when {@code other} is a cloud of the same size with the same values, bit for bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Points p && n == p.n && d == p.d && Arrays.equals(data, p.data);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * n + d) + Arrays.hashCode(data);
  }

  /** Size only: {@code Points[1000 x 2]}. */
  @Override
  public String toString() {
    return "Points[" + n + " x " + d + "]";
  }
}
