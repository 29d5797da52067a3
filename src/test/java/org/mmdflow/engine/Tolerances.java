package org.mmdflow.engine;

/**
 * The one table of error bounds, all relative L2 against the oracle: those that {@link KernelSum}
 * promises.
 *
 * @param standard of sums that do not cancel, against the net sum
 * @param equilibrium of a net sum that is what is left of large ones
 * @param gross of any problem, against the sum of absolute values
 */
record Tolerances(double standard, double equilibrium, double gross) {
  static Tolerances of(Precision precision) {
    return precision == Precision.FLOAT
        ? new Tolerances(4e-7, 5e-6, 1e-6)
        : new Tolerances(1e-13, 1e-13, 1e-13);
  }
}
