package org.mmdflow.engine;

/**
 * Weighted sources of a kernel sum: signed, not normalised. MMD^2 = A - 2B + C is made of such
 * parts.
 *
 * @param points m sources in R^d
 * @param weights m x 1, one per source
 */
public record Part(Cloud points, Cloud weights) {
  public Part {
    if (weights.d() != 1 || weights.n() != points.n()) {
      throw new IllegalArgumentException(
          points.n()
              + " points need as many weights in one column, got "
              + weights.n()
              + " x "
              + weights.d());
    }
  }
}
