package org.mmdflow.engine;

import java.util.List;

/**
 * Sums of one kernel over weighted sources: everything that costs n x m. Bound to a kernel, a
 * dimension and a precision when made; the sizes n and m are those of the clouds.
 *
 * <p>Error bounds, relative L2 against float64 on centred data: 1e-13 for {@link Precision#DOUBLE},
 * 4e-7 for {@link Precision#FLOAT} (5e-6 for a net gradient near equilibrium). Coincident points
 * are legal: the gradient of a kernel that is singular at 0 counts as 0 there. A single value
 * exp(-q) carries the rounding of q, q 2^-24 in float: it shows only where all pairs are many
 * bandwidths apart.
 */
public interface KernelSum extends AutoCloseable {
  /**
   * Values and gradients in one pass over the sources.
   *
   * @param at n points z_i
   * @param sources parts with points s_j and weights w_j
   * @param gradient n x d, overwritten by sum_parts sum_j w_j grad_1 k(z_i, s_j)
   * @param values empty, or one n x 1 cloud per part, overwritten by that part's sum_j w_j k(z_i,
   *     s_j)
   * @throws IllegalArgumentException if sizes or precisions differ
   * @throws IllegalStateException after close
   */
  void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values);

  /** Values alone: {@code out} (n x 1) is overwritten by sum_j w_j k(z_i, s_j). */
  void value(Cloud at, Part source, Cloud out);

  /**
   * a' K b in double.
   *
   * @throws IllegalArgumentException if the diagonal is excluded and the lengths differ
   */
  double quadratic(Part a, Part b, Diagonal diagonal);

  /** The Gram block: {@code out} (n x m) is overwritten by k(row_i, column_j). */
  void block(Cloud rows, Cloud columns, Cloud out);

  @Override
  void close();
}
