package org.mmdflow.engine;

/**
 * How a kernel sum is computed. Approximate summations, once there are any, name their error here.
 */
public sealed interface Summation {
  /** Every pair, by the summation tree: leaves of {@value Leaves#SIZE} sources, added in order. */
  static Summation exact() {
    return Exact.INSTANCE;
  }

  /** See {@link Summation#exact()}. */
  enum Exact implements Summation {
    /** The only one. */
    INSTANCE;

    @Override
    public String toString() {
      return "exact";
    }
  }
}
