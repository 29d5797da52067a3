package org.mmdflow.engine;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Sums of a block of a matrix over many subsets of the points that its rows and columns stand for:
 * with the blocks of a Gram matrix K, the numbers a' K a of many vectors a of zeros and ones from
 * one pass over K.
 *
 * <p>By the method of four Russians (Arlazarov et al. 1970): for eight columns the 256 sums of
 * their subsets stand in a table, so that a subset costs one look-up and addition of whole vectors
 * of rows for eight columns. A block of r x c numbers and P subsets take r c (P + 256) / 8
 * additions instead of r c P.
 *
 * <p>The numbers are rounded to the precision. Inside a leaf of {@value Subsets#LEAF} columns they
 * are added in the precision, across leaves and rows in double, in an order that sizes alone
 * decide: neither threads nor whoever computes change a bit. Error: for {@link Precision#FLOAT} at
 * most 23 x 2^-24 of the sum of the magnitudes of what is added, for {@link Precision#DOUBLE} at
 * most (23 + the leaves and rows of a block) x 2^-53.
 *
 * <p>One thread at a time.
 */
public interface SubsetSums extends AutoCloseable {
  /** Rows whose sums are finished before those of the next ones begin. */
  int ROWS_A_PIECE = 2 * Subsets.LEAF;

  /**
   * {@code sums[s]} grows by the sum of {@code block[j rows + i]} over those {@code i < rows} and
   * {@code j < columns} for which the points {@code firstRow + i} and {@code firstColumn + j} both
   * belong to subset {@code s}, for every s.
   *
   * @param subsets left alone
   * @param firstRow point of the first row, a multiple of {@link Subsets#LEAF}
   * @param firstColumn point of the first column, likewise
   * @param block rows x columns numbers, column by column, and perhaps more behind them; left alone
   * @param sums one for each subset, changed
   * @throws IllegalArgumentException if sizes do not fit
   * @throws IllegalStateException after close
   */
  void add(
      Subsets subsets,
      int firstRow,
      int rows,
      int firstColumn,
      int columns,
      double[] block,
      double[] sums);

  @Override
  void close();

  /** An implementation that may or may not run here, found by {@link ServiceLoader}. */
  interface Provider {
    /**
     * {@return the implementation; empty where it does not run}
     *
     * @param threads at least 1
     */
    Optional<SubsetSums> open(Precision precision, int threads);
  }

  /**
   * Checks what {@link #add} is given.
   *
   * @throws IllegalArgumentException as {@link #add} does
   */
  static void check(
      Subsets subsets,
      int firstRow,
      int rows,
      int firstColumn,
      int columns,
      double[] block,
      double[] sums) {
    checkRange("rows", firstRow, rows, subsets.n());
    checkRange("columns", firstColumn, columns, subsets.n());
    if ((long) rows * columns > block.length) {
      throw new IllegalArgumentException(
          "the block is too short: " + block.length + " < " + rows + " x " + columns);
    }
    if (sums.length < subsets.count()) {
      throw new IllegalArgumentException(
          "numbers of sums and subsets differ: " + sums.length + " < " + subsets.count());
    }
  }

  private static void checkRange(String what, int first, int count, int n) {
    if (first < 0 || first % Subsets.LEAF != 0) {
      throw new IllegalArgumentException(
          what + " must begin at a multiple of " + Subsets.LEAF + " but begin at " + first);
    }
    if (count < 0 || (long) first + count > n) {
      throw new IllegalArgumentException(
          what + " reach too far: " + first + " + " + count + " > " + n);
    }
  }

  /** {@return that in plain Java, on the calling thread} */
  static SubsetSums plain(Precision precision) {
    return new PlainSubsetSums(precision);
  }

  /**
   * {@return the fastest that runs here}
   *
   * @param threads at least 1
   */
  static SubsetSums fastest(Precision precision, int threads) {
    for (Provider provider :
        ServiceLoader.load(Provider.class, SubsetSums.class.getClassLoader())) {
      Optional<SubsetSums> found = provider.open(precision, threads);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return plain(precision);
  }
}
