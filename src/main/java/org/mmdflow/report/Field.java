package org.mmdflow.report;

import org.mmdflow.measure.Points;

/**
 * The witness f and its descent direction -grad f on the nodes of a grid.
 *
 * @param grid where
 * @param values one row for each node in the grid's order: f, then the components of -grad f along
 *     the grid's x and y axis
 */
public record Field(Grid grid, Points values) {
  /** Checks the sizes. */
  public Field {
    if (values.n() != grid.size() || values.d() != 3) {
      throw new IllegalArgumentException(
          "a field needs " + grid.size() + " x 3 values, got " + (values.n() + " x " + values.d()));
    }
  }

  /**
   * The field from what an engine returns at {@link Grid#nodes}.
   *
   * @param grid where
   * @param witness f at each node
   * @param gradient grad f at each node, nodes x d (not negated)
   */
  public static Field of(Grid grid, double[] witness, Points gradient) {
    if (witness.length != grid.size() || gradient.n() != grid.size()) {
      throw new IllegalArgumentException(
          "a grid of "
              + grid.size()
              + " nodes got "
              + witness.length
              + " values and "
              + (gradient.n() + " gradients"));
    }
    Points values = Points.zeros(grid.size(), 3);
    for (int i = 0; i < grid.size(); i++) {
      values.data()[3 * i] = witness[i];
      values.data()[3 * i + 1] = -gradient.get(i, grid.xAxis());
      values.data()[3 * i + 2] = -gradient.get(i, grid.yAxis());
    }
    return new Field(grid, values);
  }
}
