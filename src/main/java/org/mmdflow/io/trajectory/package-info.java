/**
 * Clouds that move, written for other programs: extended XYZ (OVITO), .vtp and .pvd (ParaView), a
 * table, numpy arrays. A {@link org.mmdflow.io.trajectory.Trajectory} is read frame by frame, so
 * that it may be larger than memory.
 */
package org.mmdflow.io.trajectory;
