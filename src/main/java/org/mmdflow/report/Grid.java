package org.mmdflow.report;

import java.util.Collection;
import org.mmdflow.measure.Points;

/**
 * A rectangular grid in the plane of two coordinates, where the witness is evaluated for the page.
 *
 * <p>Node (i, j), i along x and j along y, is number {@code j * nx + i}. Immutable.
 *
 * @param xAxis coordinate drawn to the right, from 0
 * @param yAxis coordinate drawn upwards, from 0
 * @param xLow x of the first column of nodes
 * @param xHigh x of the last column
 * @param yLow y of the first row of nodes
 * @param yHigh y of the last row
 * @param nx number of columns, at least 2
 * @param ny number of rows, at least 2
 */
public record Grid(
    int xAxis, int yAxis, double xLow, double xHigh, double yLow, double yHigh, int nx, int ny) {
  /** How far the grid of {@link #over} reaches beyond the clouds, as a share of their extent. */
  private static final double MARGIN = 0.08;

  /** Checks sizes, axes and bounds. */
  public Grid {
    if (nx < 2 || ny < 2) {
      throw new IllegalArgumentException("a grid needs 2 x 2 nodes at least: " + nx + " x " + ny);
    }
    if (xAxis < 0 || yAxis < 0 || xAxis == yAxis) {
      throw new IllegalArgumentException("need two different axes: " + xAxis + " and " + yAxis);
    }
    if (!(xLow < xHigh && yLow < yHigh) || !Double.isFinite(xHigh - xLow + yHigh - yLow)) {
      throw new IllegalArgumentException(
          "grid bounds are not finite and ascending: ["
              + (xLow + ", " + xHigh + "] x [" + yLow + ", " + yHigh + "]"));
    }
  }

  /**
   * The grid over the common box of {@code clouds} (all snapshots and the target), a little wider
   * than it; points with a coordinate that is not finite do not count.
   */
  public static Grid over(Collection<Points> clouds, int xAxis, int yAxis, int nx, int ny) {
    Box box = Box.around(clouds);
    double dx = MARGIN * (box.high(xAxis) - box.low(xAxis));
    double dy = MARGIN * (box.high(yAxis) - box.low(yAxis));
    return new Grid(
        xAxis,
        yAxis,
        box.low(xAxis) - dx,
        box.high(xAxis) + dx,
        box.low(yAxis) - dy,
        box.high(yAxis) + dy,
        nx,
        ny);
  }

  /**
   * All nodes as points of R^d, d = {@code base.length}: the two axes run over the grid, the other
   * coordinates stay at {@code base} (the target's mean, for example).
   */
  public Points nodes(double... base) {
    int d = base.length;
    Points nodes = Points.zeros(nx * ny, d);
    double[] data = nodes.data();
    for (int j = 0; j < ny; j++) {
      for (int i = 0; i < nx; i++) {
        int row = (j * nx + i) * d;
        System.arraycopy(base, 0, data, row, d);
        data[row + xAxis] = xLow + (xHigh - xLow) * i / (nx - 1);
        data[row + yAxis] = yLow + (yHigh - yLow) * j / (ny - 1);
      }
    }
    return nodes;
  }

  /** Number of nodes. */
  public int size() {
    return nx * ny;
  }
}
