package org.mmdflow.engine.gpu;

/** How the tile kernels lay work out on a device. */
public interface Layout {
  /** Items of a group. */
  int items(SumProgram program);

  /** Particles of a group. */
  int particles(SumProgram program);

  /** Whether sums across leaves are doubles, or pairs of floats. */
  boolean sumDouble();
}
