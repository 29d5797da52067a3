package org.mmdflow.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class Nd4jArraysTest {
  private static final Points POINTS =
      Distributions.gaussian(new double[] {1, 2, 3}, 1).sample(13, 4);

  /** Arrays that equal their argument but lie otherwise in memory. */
  static Stream<Arguments> layouts() {
    return Stream.of(
        layout("as it is", a -> a),
        layout("column-major", a -> a.dup('f')),
        layout("transposed twice", a -> a.transpose().dup().transpose()),
        layout("rows of a larger one", a -> Nd4j.vstack(a, a.mul(2)).get(rows(0, 13), all())),
        layout("later rows", a -> Nd4j.vstack(a.mul(2), a).get(rows(13, 26), all())),
        layout("columns of a larger one", a -> Nd4j.hstack(a.neg(), a).get(all(), rows(3, 6))),
        layout(
            "every other row",
            a -> {
              INDArray wide = Nd4j.zeros(a.dataType(), 26, 3);
              INDArray view = wide.get(NDArrayIndex.interval(0, 2, 26), all());
              return view.assign(a);
            }));
  }

  private static org.nd4j.linalg.indexing.INDArrayIndex rows(int from, int to) {
    return NDArrayIndex.interval(from, to);
  }

  private static org.nd4j.linalg.indexing.INDArrayIndex all() {
    return NDArrayIndex.all();
  }

  private static Arguments layout(String name, UnaryOperator<INDArray> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layouts")
  void readsAnyLayout(String name, UnaryOperator<INDArray> change) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray plain = Nd4jArrays.array(POINTS, type);
      INDArray array = change.apply(plain);
      assertThat(array.dataType()).isEqualTo(type);
      assertThat(Nd4jArrays.points(array)).isEqualTo(rounded(type));
      assertThat(Nd4jArrays.points(plain)).isEqualTo(rounded(type));
    }
  }

  private static Points rounded(DataType type) {
    Points points = POINTS.copy();
    for (int k = 0; type == DataType.FLOAT && k < points.data().length; k++) {
      points.data()[k] = (float) points.data()[k];
    }
    return points;
  }

  @Test
  void writesTheRowsInOrder() {
    INDArray array = Nd4jArrays.array(POINTS);
    assertThat(array.shape()).containsExactly(13, 3);
    for (int i = 0; i < 13; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(array.getDouble(i, j)).isEqualTo(POINTS.get(i, j));
      }
    }
    array.putScalar(0, 0, 99);
    assertThat(POINTS.get(0, 0)).isNotEqualTo(99);
  }

  @Test
  void aSingleAxisIsAColumn() {
    INDArray column = Nd4jArrays.array(POINTS).getColumn(1);
    assertThat(column.rank()).isEqualTo(1);
    Points points = Nd4jArrays.points(column);
    assertThat(points.n()).isEqualTo(13);
    assertThat(points.d()).isEqualTo(1);
    assertThat(points.get(12, 0)).isEqualTo(POINTS.get(12, 1));
    assertThat(Nd4jArrays.points(Nd4j.createFromArray(5.0)))
        .isEqualTo(Points.ofRows(new double[] {5}));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"HALF", "BFLOAT16"})
  void shortNumbersAreWidened(DataType type) {
    INDArray array = Nd4j.createFromArray(new double[] {0.5, -2, 3}).castTo(type).reshape(3, 1);
    assertThat(Nd4jArrays.points(array).data()).containsExactly(0.5, -2, 3);
  }

  @Test
  void weightsGoBothWays() {
    Weights weights = Weights.of(0.5, 0.125, 0.375);
    INDArray array = Nd4jArrays.array(weights);
    assertThat(array.shape()).containsExactly(3);
    for (INDArray form :
        new INDArray[] {
          array, array.reshape(3, 1), array.reshape(1, 3), array.castTo(DataType.FLOAT)
        }) {
      assertThat(Nd4jArrays.weights(form).toArray()).containsExactly(weights.toArray());
    }
  }

  @Test
  void refusesWhatAreNoPointsOrWeights() {
    refused(() -> Nd4jArrays.points(Nd4j.zeros(2, 3, 4)), "1 or 2 axes: [2, 3, 4]");
    refused(() -> Nd4jArrays.points(Nd4j.scalar(1.0)), "1 or 2 axes: []");
    refused(() -> Nd4jArrays.points(Nd4j.zeros(DataType.INT64, 2, 3)), "floating types hold");
    refused(() -> Nd4jArrays.points(Nd4j.zeros(DataType.BOOL, 2, 3)), "BOOL; cast the array");
    refused(() -> Nd4jArrays.points(Nd4j.empty(DataType.DOUBLE)), "axes");
    refused(() -> Nd4jArrays.points(Nd4j.create(DataType.DOUBLE, 0, 2)), "need 1 to 2147483639");
    refused(() -> Nd4jArrays.array(POINTS, DataType.INT32), "floating types");
    refused(() -> Nd4jArrays.weights(Nd4j.ones(DataType.DOUBLE, 2, 2)), "column: [2, 2]");
    refused(() -> Nd4jArrays.weights(Nd4j.createFromArray(0.5, 0.6)), "sum to 1.1, not to 1");
    refused(() -> Nd4jArrays.weights(Nd4j.createFromArray(1.5, -0.5)), "weight 1 is -0.5");
  }

  private static void refused(Runnable call, String part) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }
}
