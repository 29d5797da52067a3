package org.mmdflow.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.KernelSpec;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Nd4jGramTest {
  private static final Points X = Distributions.gaussian(new double[] {0, 0, 1}, 1).sample(37, 1);
  private static final Points Y = Distributions.gaussian(new double[] {1, 0, 0}, 1).sample(53, 2);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference | DOUBLE | gaussian(h=1.5) | 1e-14",
        "reference | FLOAT | energy | 1e-6",
        "cpu | DOUBLE | 0.5*matern32(l=1) + 0.5*imq(l=2) | 1e-13",
        "cpu | FLOAT | gaussian(h=1.5) | 1e-6",
        "cpu | DOUBLE | polynomial(degree=3, c=1) | 1e-13",
      })
  void isTheKernelOfEveryPair(String name, Precision precision, String text, double tolerance) {
    Kernel kernel = KernelSpec.parse(text).resolve(() -> 1);
    try (Engine engine = Engines.open(name, EngineOptions.DEFAULT)) {
      for (long piece : new long[] {1 << 23, 10 * 53, 1}) {
        INDArray gram = Nd4jGram.block(engine, kernel, precision, X, Y, piece);
        assertThat(gram.shape()).containsExactly(37, 53);
        assertThat(gram.dataType())
            .isEqualTo(precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE);
        for (int i = 0; i < X.n(); i++) {
          for (int j = 0; j < Y.n(); j++) {
            double k = NaiveMmd.value(kernel, X, i, Y, j);
            assertThat(gram.getDouble(i, j))
                .isCloseTo(k, within(tolerance * Math.max(1, Math.abs(k))));
          }
        }
      }
    }
  }

  @Test
  void givesTheDistanceAsAProductOfMatrices() {
    Kernel kernel = Kernel.gaussian(1.5);
    Weights b = weights();
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      INDArray v = Nd4jArrays.array(b);
      INDArray u = Nd4jArrays.array(Weights.uniform(X.n()));
      double mmd2 =
          form(engine, kernel, X, u, X, u)
              - 2 * form(engine, kernel, X, u, Y, v)
              + form(engine, kernel, Y, v, Y, v);
      double half = new NaiveMmd(kernel, Y, b).halfV(X, Weights.uniform(X.n()));
      assertThat(mmd2).isCloseTo(2 * half, within(1e-14));
    }
  }

  private static Weights weights() {
    double[] b = new double[Y.n()];
    for (int j = 0; j < b.length; j++) {
      b[j] = 2.0 * (j + 1) / (b.length * (b.length + 1));
    }
    return Weights.of(b);
  }

  private static double form(
      Engine engine, Kernel kernel, Points a, INDArray u, Points b, INDArray v) {
    return Nd4jGram.block(engine, kernel, Precision.DOUBLE, a, b)
        .mulColumnVector(u)
        .mulRowVector(v)
        .sumNumber()
        .doubleValue();
  }

  @Test
  void refusesPointsOfTwoSpaces() {
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      assertThatThrownBy(
              () ->
                  Nd4jGram.block(
                      engine, Kernel.gaussian(1), Precision.DOUBLE, X, Points.zeros(2, 4)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("dimensions differ: 3 != 4");
    }
  }

  @Test
  void theSolveOfTheDocumentationGivesTheBestWeights() {
    Kernel kernel = Kernel.gaussian(1.5);
    Points x = X;
    Points y = Y;
    try (Engine engine = Engines.open("cpu", EngineOptions.DEFAULT)) {
      INDArray k = Nd4jGram.block(engine, kernel, Precision.DOUBLE, x, x);
      INDArray z = Nd4jGram.block(engine, kernel, Precision.DOUBLE, x, y).mean(1);
      INDArray ridge = Nd4j.eye(x.n()).castTo(DataType.DOUBLE).mul(1e-10);
      INDArray w = Nd4j.linalg().solve(k.add(ridge), z.reshape(x.n(), 1));
      assertThat(k.mmul(w).sub(z.reshape(x.n(), 1)).norm2Number().doubleValue()).isLessThan(1e-8);
      INDArray uniform = Nd4j.ones(DataType.DOUBLE, x.n(), 1).div(x.n());
      double constant =
          Nd4jGram.block(engine, kernel, Precision.DOUBLE, y, y).meanNumber().doubleValue();
      double best = constant + cost(k, z, w);
      double plain = constant + cost(k, z, uniform);
      assertThat(best).isBetween(-1e-12, plain / 10);
      INDArray other = w.add(Nd4jArrays.array(Points.of(x.n(), 1, bump(x.n()))));
      assertThat(constant + cost(k, z, other)).isGreaterThan(best + 1e-6);
    }
  }

  private static double[] bump(int n) {
    double[] bump = new double[n];
    bump[3] = 0.01;
    return bump;
  }

  /** w'Kw - 2 w'z. */
  private static double cost(INDArray k, INDArray z, INDArray w) {
    INDArray column = z.reshape(z.length(), 1);
    return w.mul(k.mmul(w).sub(column.mul(2))).sumNumber().doubleValue();
  }
}
