package org.mmdflow.engine.gpu;

/** How the tile kernels lay work out on a device. */
public interface Layout {
  /** Items of a group. */
  int items(SumProgram program);

  /** Particles of a group. */
  int particles(SumProgram program);

  /**
   * Coordinates of a packed source, the largest dimension of the tile; 0 where sources are taken as
   * they are.
   */
  int width(SumProgram program);

  /** Numbers of a packed source. */
  int packed(SumProgram program);

  /** Whether the program knows the expanded form of squared distances. */
  boolean expandable(SumProgram program);

  /** Whether sums across leaves are doubles, or pairs of floats. */
  boolean sumDouble();
}
