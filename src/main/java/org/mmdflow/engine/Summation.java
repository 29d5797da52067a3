package org.mmdflow.engine;

/**
 * How a kernel sum is computed. Approximate summations, which nothing uses unasked, name their
 * error here.
 */
public sealed interface Summation {
  /** Every pair, by the summation tree: leaves of {@value Leaves#SIZE} sources, added in order. */
  static Summation exact() {
    return Exact.INSTANCE;
  }

  /**
   * Every pair, with coordinates and forces rounded to 11 bits on tensor cores (TF32). Values and
   * gradients err by up to 1e-3 of the sum of absolute values; near equilibrium, where forces
   * cancel, by up to 3e-3 of the net gradient and more. Only some engines can, see {@link
   * Engine#unable}.
   */
  static Summation tf32() {
    return Tf32.INSTANCE;
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

  /** See {@link Summation#tf32()}. */
  enum Tf32 implements Summation {
    /** The only one. */
    INSTANCE;

    @Override
    public String toString() {
      return "tf32";
    }
  }
}
