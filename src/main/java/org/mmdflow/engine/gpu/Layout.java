package org.mmdflow.engine.gpu;

import java.util.List;
import java.util.Optional;

/** How the tile kernels lay work out on a device. */
public interface Layout {
  /**
   * The tiles of a program, one, or one for the frame and one for differences, which leave each
   * other's work alone. The last takes Gram blocks.
   */
  List<Tile> tiles(SumProgram program);

  /** The tile for few particles and sources, see {@code few_tile.h}; empty where there is none. */
  default Optional<Tile> few(SumProgram program) {
    return Optional.empty();
  }

  /** Numbers of a packed source in R^d, at most. */
  int packed(int d);

  /** Whether the program knows the expanded form of squared distances. */
  boolean expandable(SumProgram program);

  /** Why the device has no such sum, one clause; empty where it has. */
  Optional<String> unable(SumProgram program);

  /** Whether sums across leaves are doubles, or pairs of floats. */
  boolean sumDouble();
}
