package org.mmdflow.interop;

import java.util.Arrays;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Points and weights as arrays of ND4J, and back. Every call copies: ND4J keeps its numbers outside
 * of the Java heap. Arguments are left alone; any thread.
 */
public final class Nd4jArrays {
  /** As many numbers as a Java array holds everywhere. */
  private static final long MOST = Integer.MAX_VALUE - 8L;

  private Nd4jArrays() {}

  /**
   * The rows of an array as points. float is widened, hence exact.
   *
   * @param array n x d, or n numbers, which become n x 1; of any floating type, order and stride, a
   *     view or not
   * @throws IllegalArgumentException if it has another rank, is empty, is of integers or truth
   *     values, or is longer than a Java array
   */
  public static Points points(INDArray array) {
    if (array.rank() != 1 && array.rank() != 2) {
      throw new IllegalArgumentException(
          "points need an array of 1 or 2 axes: " + Arrays.toString(array.shape()));
    }
    double[] values = values(array);
    int n = (int) array.size(0);
    return Points.of(n, array.rank() == 1 ? 1 : (int) array.size(1), values);
  }

  /** Points as n x d numbers of 64 bits, row-major. */
  public static INDArray array(Points points) {
    return array(points, DataType.DOUBLE);
  }

  /**
   * Likewise rounded to {@code type}.
   *
   * @throws IllegalArgumentException if the type is not a floating one
   */
  public static INDArray array(Points points, DataType type) {
    checkType(type);
    return rounded(Nd4j.createFromArray(points.data()).reshape('c', points.n(), points.d()), type);
  }

  /**
   * Weights from n numbers, n x 1 or 1 x n.
   *
   * @throws IllegalArgumentException if the array has another shape or type, a number is negative
   *     or not finite, or the sum is not 1 within {@link Weights#SUM_TOLERANCE}
   */
  public static Weights weights(INDArray array) {
    boolean vector = array.rank() == 1 || (array.rank() == 2 && array.isVectorOrScalar());
    if (!vector) {
      throw new IllegalArgumentException(
          "weights need an array of one row or column: " + Arrays.toString(array.shape()));
    }
    return Weights.of(values(array));
  }

  /** Weights as n numbers of 64 bits, one axis. */
  public static INDArray array(Weights weights) {
    return Nd4j.createFromArray(weights.toArray());
  }

  static void checkType(DataType type) {
    if (!type.isFPType()) {
      throw new IllegalArgumentException(
          "only floating types hold coordinates: " + type + "; cast the array to DOUBLE");
    }
  }

  /** All numbers, the last axis running fastest. */
  private static double[] values(INDArray array) {
    checkType(array.dataType());
    if (array.isEmpty() || array.length() > MOST) {
      throw new IllegalArgumentException(
          "need 1 to " + MOST + " numbers: " + Arrays.toString(array.shape()));
    }
    INDArray dense = array.dup('c');
    INDArray wide = dense.castTo(DataType.DOUBLE);
    double[] values = wide.data().asDouble();
    dense.close();
    if (array.dataType() != DataType.DOUBLE) {
      wide.close(); // else it is the one just closed
    }
    return values;
  }

  private static INDArray rounded(INDArray array, DataType type) {
    return type == DataType.DOUBLE ? array : array.castTo(type);
  }
}
