package org.mmdflow.engine;

/**
 * n points of R^d, or n weights when d is 1, resident on a device. Transfer is explicit.
 *
 * <p>Belongs to the engine that made it and to that engine's thread; the engine's {@code close()}
 * frees what is still open.
 */
public interface Cloud extends AutoCloseable {
  /** Number of points. */
  long n();

  /** Dimension of the space. */
  int d();

  /** How the device stores it. */
  Precision precision();

  /**
   * Overwrites the cloud with {@code rowMajor} (n x d), rounded to the cloud's precision.
   *
   * @throws IllegalArgumentException if the length is not n x d
   * @throws IllegalStateException after close
   */
  void write(double[] rowMajor);

  /**
   * Overwrites {@code rowMajor} (n x d) with the cloud, widened.
   *
   * @throws IllegalArgumentException if the length is not n x d
   * @throws IllegalStateException after close
   */
  void read(double[] rowMajor);

  /**
   * Overwrites whole points from number {@code firstPoint} on, as {@link #write(double[])} does:
   * clouds may hold more numbers than one array.
   *
   * @throws IllegalArgumentException if the length is no multiple of d, or reaches beyond the end
   * @throws IllegalStateException after close
   */
  void write(long firstPoint, double[] rowMajor);

  /**
   * Overwrites {@code rowMajor} with whole points from number {@code firstPoint} on, widened.
   *
   * @throws IllegalArgumentException if the length is no multiple of d, or reaches beyond the end
   * @throws IllegalStateException after close
   */
  void read(long firstPoint, double[] rowMajor);

  /** Frees the device's memory; a second call does nothing. */
  @Override
  void close();
}
