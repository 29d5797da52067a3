package org.mmdflow.interop;

import org.mmdflow.network.dense.MatrixProducts;
import org.mmdflow.network.dense.ProductsProvider;

/** ND4J's matrix products, where ND4J is. */
public final class Nd4jProvider implements ProductsProvider {
  @Override
  public String name() {
    return "ND4J";
  }

  @Override
  public MatrixProducts open(int threads) {
    return new Nd4jProducts(threads);
  }
}
