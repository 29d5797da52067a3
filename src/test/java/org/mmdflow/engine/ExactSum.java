package org.mmdflow.engine;

/** A sum in twice the precision of double (two-sum of Knuth, renormalised). */
final class ExactSum {
  private double high;
  private double low;

  void add(double x) {
    double sum = high + x;
    double back = sum - high;
    low += (high - (sum - back)) + (x - back);
    high = sum;
  }

  /** Adds x y with the product's rounding error. */
  void addProduct(double x, double y) {
    double product = x * y;
    add(product);
    double rest = Math.fma(x, y, -product);
    // Subnormal products and infinities have no meaningful rest.
    if (!Double.isNaN(rest)) {
      low += rest;
    }
  }

  double value() {
    return high + low;
  }
}
