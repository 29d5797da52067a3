package org.mmdflow.measure;

import org.mmdflow.random.Purpose;

/**
 * A density in the plane, constant on the square cells of a grid, such as the pixels of a picture.
 *
 * <p>The longer side of the grid spans [0, 1]; the shorter is centred in it, so that cells stay
 * square: side 1 / max(rows, columns). The first row lies at the top, y points up. A cell is picked
 * by its mass with the uniform at coordinates 2 and 3, the place inside it by the uniforms at
 * coordinates 0 and 1.
 */
final class GridDensity implements Law {
  private final int rows;
  private final int columns;
  private final InverseCdf cells;
  private final String source;

  /**
   * @param masses rows x columns, the top row first, not negative, not all 0; overwritten and kept
   * @param source the argument that names the grid in the expression
   */
  GridDensity(int rows, int columns, double[] masses, String source) {
    if (rows < 1 || columns < 1 || (long) rows * columns != masses.length) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " cells, but " + masses.length + " masses");
    }
    this.rows = rows;
    this.columns = columns;
    this.cells = InverseCdf.ofOwned(masses);
    this.source = source;
  }

  @Override
  public int d() {
    return 2;
  }

  @Override
  public void draw(long seed, Purpose purpose, long step, long firstParticle, int n, double[] out) {
    Words.checkLength(n, 2, out);
    double longer = Math.max(rows, columns);
    double left = (longer - columns) / 2;
    double top = (longer + rows) / 2;
    Words words = new Words(seed, purpose, step, firstParticle, n, 4);
    for (int i = 0; i < n; i++) {
      words.next();
      int cell = cells.index(words.wideUniform(2));
      int row = cell / columns;
      int column = cell % columns;
      out[2 * i] = (left + column + words.uniform(0)) / longer;
      out[2 * i + 1] = (top - row - words.uniform(1)) / longer;
    }
  }

  @Override
  public String expression(int n) {
    return "grid-of-image(" + source + ", n=" + n + ")";
  }

  @Override
  public String toString() {
    return "grid-of-image(" + source + ")";
  }
}
