package org.mmdflow.theory;

/** The costs of an assignment problem of n rows and n columns, row by row. */
@FunctionalInterface
interface Costs {
  /** Writes the n finite costs of row {@code i} into {@code out}; the same at every call. */
  void row(int i, double[] out);
}
