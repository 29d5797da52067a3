package org.mmdflow.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * Weights from and to files of one column, in the formats of {@link PointsFiles}. Stateless, any
 * thread.
 */
public final class WeightsFiles {
  private WeightsFiles() {}

  /** Reads {@code FILE} or {@code FILE:PART}, relative to the working folder. */
  public static Weights read(String location, int points) {
    return read(location, Path.of(""), points);
  }

  /**
   * Reads weights.
   *
   * @param base the folder of a relative location
   * @param points how many weights there must be
   * @throws UserError if there are not as many, one is negative or not finite, or their sum is not
   *     1 within {@link Weights#SUM_TOLERANCE}
   */
  public static Weights read(String location, Path base, int points) {
    DataFile file = DataFile.parse(location, base);
    return checked(PointsFiles.read(file), file.written(), points);
  }

  /**
   * Reads masses of any sum, such as counts or populations, and divides them by it.
   *
   * @param points how many there must be
   * @throws UserError if there are not as many, one is negative or not finite, or all are 0
   */
  public static Masses readMasses(String location, int points) {
    DataFile file = DataFile.parse(location, Path.of(""));
    Points column = PointsFiles.read(file);
    double sum = checkedSum(column, file.written(), points);
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new UserError(
          "weights sum to " + sum + ", " + file.written() + "; give at least one above 0");
    }
    return new Masses(Weights.proportionalTo(column.data()), sum);
  }

  /** Writes one column of 64-bit numbers: one axis in .npy, a column "weight" in .csv. */
  public static void write(Weights weights, Path target) {
    double[] values = weights.toArray();
    Points column = Points.of(values.length, 1, values);
    switch (DataFile.of(target).format()) {
      case NPY ->
          OutputFiles.write(target, out -> NpyWriter.write(values, ElementType.FLOAT64, out));
      case NPZ ->
          NpzFiles.write(
              Map.of("weights", column), target, ElementType.FLOAT64, NpzFiles.Packing.STORED);
      case CSV -> PointsFiles.write(column, target, ElementType.FLOAT64, List.of("weight"));
    }
  }

  private static Weights checked(Points column, String where, int points) {
    double sum = checkedSum(column, where, points);
    if (!(Math.abs(sum - 1) <= Weights.SUM_TOLERANCE)) {
      throw new UserError(
          "weights sum to " + sum + ", " + where + "; divide them by it so that they sum to 1");
    }
    return Weights.of(column.data());
  }

  private static double checkedSum(Points column, String where, int points) {
    if (column.d() != 1) {
      throw new UserError(
          "weights have "
              + column.d()
              + " columns, "
              + where
              + "; give one column, or pick one as in w.csv:weight");
    }
    if (column.n() != points) {
      throw new UserError(
          column.n() + " weights for " + points + " points, " + where + "; give one for each");
    }
    double sum = 0;
    for (int i = 0; i < points; i++) {
      double weight = column.get(i, 0);
      if (weight < 0) {
        throw new UserError(
            "weight "
                + (i + 1)
                + " is negative: "
                + weight
                + ", "
                + where
                + "; weights must be at least 0");
      }
      sum += weight;
    }
    return sum;
  }
}
