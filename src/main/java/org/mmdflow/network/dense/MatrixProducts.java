package org.mmdflow.network.dense;

/** Products of matrices. Used by one thread at a time. */
public interface MatrixProducts extends AutoCloseable {
  /** Who multiplies, in words, such as {@code plain Java, 2 threads}. */
  String name();

  /**
   * {@code c <- alpha op(a) op(b) + beta c}, where {@code op} transposes if asked. With {@code
   * beta} 0 what stood in {@code c} does not matter, NaN included. Sums are of floats, in an order
   * that depends on the shapes alone.
   *
   * @param c is changed; must not be {@code a} or {@code b}
   * @throws IllegalArgumentException if the shapes do not fit, naming them
   */
  void multiply(
      float alpha,
      FloatMatrix a,
      boolean transposeA,
      FloatMatrix b,
      boolean transposeB,
      float beta,
      FloatMatrix c);

  /** Ends its threads. */
  @Override
  void close();

  /** Checks what {@link #multiply} is given. */
  static void checkShapes(
      FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB, FloatMatrix c) {
    int rows = transposeA ? a.columns() : a.rows();
    int inner = transposeA ? a.rows() : a.columns();
    int innerB = transposeB ? b.columns() : b.rows();
    int columns = transposeB ? b.rows() : b.columns();
    if (inner != innerB || rows != c.rows() || columns != c.columns()) {
      throw new IllegalArgumentException(
          "a product of %d x %d and %d x %d does not fit into %d x %d"
              .formatted(rows, inner, innerB, columns, c.rows(), c.columns()));
    }
    if (c == a || c == b) {
      throw new IllegalArgumentException("the output of a product is one of its factors");
    }
  }
}
