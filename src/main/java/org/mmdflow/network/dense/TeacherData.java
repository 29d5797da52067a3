package org.mmdflow.network.dense;

import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Points uniform on the unit sphere and what a teacher says of them.
 *
 * @param points n x d
 * @param targets n, the teacher's outputs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TeacherData(FloatMatrix points, double[] targets) {
  /** Checks the lengths. */
  public TeacherData {
    if (points.rows() != targets.length) {
      throw new IllegalArgumentException(
          points.rows() + " points but " + targets.length + " targets");
    }
  }

  /** {@return how many points} */
  public int size() {
    return targets.length;
  }

  /** Draws {@code size} points, {@code part} telling one set of a seed from another. */
  static TeacherData draw(
      DenseWeights teacher, int size, Noise noise, long part, MatrixProducts products, Team team) {
    FloatMatrix points = new FloatMatrix(size, teacher.inputs());
    float[] line = new float[teacher.inputs()];
    for (int i = 0; i < size; i++) {
      noise.normals(Purpose.TARGET, part, i, 1, line.length, line);
      double squares = 0;
      for (float x : line) {
        squares += (double) x * x;
      }
      double scale = 1 / Math.sqrt(squares);
      for (int j = 0; j < line.length; j++) {
        line[j] = (float) (scale * line[j]);
      }
      points.writeRow(i, line);
    }
    Pass pass = new Pass(size, teacher.subnetworks(), products, team);
    pass.forward(teacher, points);
    return new TeacherData(points, pass.predictions().clone());
  }
}
