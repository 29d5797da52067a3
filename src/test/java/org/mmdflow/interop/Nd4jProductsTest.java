package org.mmdflow.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmdflow.network.dense.DenseMethod;
import org.mmdflow.network.dense.DenseTraining;
import org.mmdflow.network.dense.FoundProducts;
import org.mmdflow.network.dense.MatrixProducts;
import org.mmdflow.network.dense.MatrixProductsContract;
import org.mmdflow.network.dense.PlainProducts;

/** The engine is ND4J. */
class Nd4jProductsTest extends MatrixProductsContract {
  @Override
  protected MatrixProducts open(int threads) {
    return new Nd4jProducts(threads);
  }

  @Test
  void isFoundBeforePlainJava() {
    FoundProducts found = FoundProducts.best(2);
    assertThat(found.missing()).isEmpty();
    assertThat(found.products().name()).isEqualTo("ND4J, 2 threads");
    found.products().close();
  }

  @Test
  void trainsAsPlainJavaDoes() {
    try (MatrixProducts nd4j = new Nd4jProducts(2);
        MatrixProducts plain = new PlainProducts(2)) {
      double ours = error(nd4j);
      double theirs = error(plain);
      assertThat(Math.abs(ours / theirs - 1)).isLessThan(1e-4);
    }
  }

  private static double error(MatrixProducts products) {
    DenseTraining.Setting setting = new DenseTraining.Setting(20, 10, 40, 10, 1e-3);
    try (DenseTraining training =
        new DenseTraining(setting, new DenseMethod.Sobolev(0.1, 1e-6), 3, products, 2)) {
      training.epoch();
      training.epoch();
      return training.validationError();
    }
  }
}
