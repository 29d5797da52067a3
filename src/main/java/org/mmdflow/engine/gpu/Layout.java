package org.mmdflow.engine.gpu;

import java.util.List;

/** How the tile kernels lay work out on a device. */
public interface Layout {
  /**
   * The tiles of a program, one, or one for the frame and one for differences, which leave each
   * other's work alone. The last takes Gram blocks.
   */
  List<Tile> tiles(SumProgram program);

  /** Whether the program knows the expanded form of squared distances. */
  boolean expandable(SumProgram program);

  /** Whether sums across leaves are doubles, or pairs of floats. */
  boolean sumDouble();
}
