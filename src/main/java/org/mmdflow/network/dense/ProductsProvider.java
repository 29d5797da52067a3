package org.mmdflow.network.dense;

/**
 * A library of matrix products that may or may not be there, found by {@link
 * java.util.ServiceLoader}.
 */
public interface ProductsProvider {
  /** {@return the library's name} */
  String name();

  /**
   * Opens the library.
   *
   * @param threads that it may use, at least 1
   * @throws RuntimeException or a {@link LinkageError}, if it cannot be used here
   */
  MatrixProducts open(int threads);
}
