package org.mmdflow.interop;

import java.util.Map;
import java.util.WeakHashMap;
import org.bytedeco.javacpp.FloatPointer;
import org.mmdflow.network.dense.FloatMatrix;
import org.mmdflow.network.dense.MatrixProducts;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.Nd4jBlas;

/**
 * Matrix products by ND4J, that is, by its OpenBLAS. No number is copied: an array of ND4J lies on
 * the memory of each matrix. The library has one number of threads for the whole process, which the
 * last one opened sets.
 */
public final class Nd4jProducts implements MatrixProducts {
  private final int threads;
  private final Map<FloatMatrix, INDArray> arrays = new WeakHashMap<>();

  /**
   * Loads ND4J, which takes a second or two.
   *
   * @param threads at least 1
   */
  public Nd4jProducts(int threads) {
    this.threads = threads;
    if (Nd4j.factory().blas() instanceof Nd4jBlas blas) {
      blas.setMaxThreads(threads);
    }
  }

  @Override
  public String name() {
    return "ND4J, " + threads + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public void multiply(
      float alpha,
      FloatMatrix a,
      boolean transposeA,
      FloatMatrix b,
      boolean transposeB,
      float beta,
      FloatMatrix c) {
    MatrixProducts.checkShapes(a, transposeA, b, transposeB, c);
    // The arrays are the transposes of the matrices, and (A B)' = B' A'.
    Nd4j.gemm(transposeOf(b), transposeOf(a), transposeOf(c), transposeB, transposeA, alpha, beta);
  }

  /** What is row-major here is column-major there: BLAS takes only that for an output. */
  private INDArray transposeOf(FloatMatrix matrix) {
    return arrays.computeIfAbsent(
        matrix,
        m -> {
          long length = (long) m.rows() * m.columns();
          return Nd4j.create(
              Nd4j.createBuffer(new FloatPointer(m.data()), length, DataType.FLOAT),
              new long[] {m.columns(), m.rows()},
              new long[] {1, m.columns()},
              0,
              'f');
        });
  }

  @Override
  public void close() {
    arrays.clear();
  }
}
