package org.mmdflow.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A second oracle, written by others: Gram blocks and gradients of the witness as matrix products
 * of ND4J. Its expanded form |x|^2 + |y|^2 - 2 x'y costs about three digits, hence the tolerance.
 */
class Nd4jOracleTest {
  private static final double TOLERANCE = 1e-12;
  private static final int N = 131;
  private static final int M = 277;
  private static final double H = 1.7;

  private static double[] normals(Random random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  private static INDArray matrix(double[] rowMajor, int rows, int columns) {
    return Nd4j.createFromArray(rowMajor).reshape('c', rows, columns);
  }

  private static INDArray squaredDistances(INDArray x, INDArray y) {
    INDArray ofX = x.mul(x).sum(true, 1);
    INDArray ofY = y.mul(y).sum(true, 1).transpose();
    return x.mmul(y.transpose()).mul(-2).addColumnVector(ofX).addRowVector(ofY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 50})
  void gaussian(int d) {
    Random random = new Random(43 + d);
    double[] x = normals(random, N * d);
    double[] y = normals(random, M * d);
    double[] w = normals(random, M);
    INDArray matrixX = matrix(x, N, d);
    INDArray matrixY = matrix(y, M, d);
    INDArray gram = Transforms.exp(squaredDistances(matrixX, matrixY).mul(-0.5 / (H * H)));
    INDArray weighted = gram.mulRowVector(matrix(w, 1, M));
    INDArray gradient =
        weighted.mmul(matrixY).sub(matrixX.mulColumnVector(weighted.sum(true, 1))).div(H * H);
    compare(Kernel.gaussian(H), d, x, y, w, gram, weighted.sum(true, 1), gradient);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 50})
  void energy(int d) {
    Random random = new Random(47 + d);
    double[] x = normals(random, N * d);
    double[] y = normals(random, M * d);
    double[] w = normals(random, M);
    INDArray matrixX = matrix(x, N, d);
    INDArray matrixY = matrix(y, M, d);
    INDArray weights = matrix(w, 1, M);
    // In one dimension the distance needs no squares, whose cancellation would be felt.
    INDArray r =
        d == 1
            ? Transforms.abs(
                Nd4j.zeros(matrixX.dataType(), N, M)
                    .addColumnVector(matrixX)
                    .subRowVector(matrixY.transpose()))
            : Transforms.sqrt(squaredDistances(matrixX, matrixY));
    INDArray inverse = r.rdiv(1).mulRowVector(weights);
    INDArray gradient = inverse.mmul(matrixY).sub(matrixX.mulColumnVector(inverse.sum(true, 1)));
    INDArray values = r.mulRowVector(weights).sum(true, 1).neg();
    compare(Kernel.energy(), d, x, y, w, r.neg(), values, gradient);
  }

  private static void compare(
      Kernel kernel,
      int d,
      double[] x,
      double[] y,
      double[] w,
      INDArray gram,
      INDArray values,
      INDArray gradient) {
    try (Engine engine = new ReferenceProvider().open(0, EngineOptions.DEFAULT);
        KernelSum sum = engine.kernelSum(kernel, d, Precision.DOUBLE, Summation.exact())) {
      Cloud at = cloud(engine, x, d);
      Part part = new Part(cloud(engine, y, d), cloud(engine, w, 1));
      Cloud block = engine.cloud(N, M, Precision.DOUBLE);
      Cloud gradients = engine.cloud(N, d, Precision.DOUBLE);
      Cloud column = engine.cloud(N, 1, Precision.DOUBLE);
      sum.block(at, part.points(), block);
      sum.gradient(at, List.of(part), gradients, List.of(column));
      assertNear(block, gram);
      assertNear(column, values);
      assertNear(gradients, gradient);
    }
  }

  private static Cloud cloud(Engine engine, double[] data, int d) {
    Cloud cloud = engine.cloud(data.length / d, d, Precision.DOUBLE);
    cloud.write(data);
    return cloud;
  }

  private static void assertNear(Cloud found, INDArray wanted) {
    double[] data = new double[(int) (found.n() * found.d())];
    found.read(data);
    INDArray difference = matrix(data, (int) found.n(), found.d()).sub(wanted);
    double error = difference.norm2Number().doubleValue() / wanted.norm2Number().doubleValue();
    assertThat(error).isCloseTo(0, within(TOLERANCE));
  }
}
