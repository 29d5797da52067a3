package org.mmdflow.measure;

import java.util.Arrays;

/**
 * The weights of a probability measure on n points: finite, not negative, their sum 1 within {@link
 * #SUM_TOLERANCE}. Immutable, safe for any number of threads.
 */
public final class Weights {
  /** How far from 1 the sum may be. */
  public static final double SUM_TOLERANCE = 1e-6;

  private final double[] values;
  private final boolean uniform;

  private Weights(double[] values, boolean uniform) {
    this.values = values;
    this.uniform = uniform;
  }

  /** n times 1/n. */
  public static Weights uniform(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("need at least one weight: " + n);
    }
    double[] values = new double[n];
    Arrays.fill(values, 1.0 / n);
    return new Weights(values, true);
  }

  /**
   * A copy of {@code values}, checked, then divided by its sum.
   *
   * @throws IllegalArgumentException naming the first bad value and its index, or the sum found
   */
  public static Weights of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("need at least one weight");
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0) || Double.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            "weight " + i + " is " + values[i] + ", not a finite number that is at least 0");
      }
      sum += values[i];
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException("weights sum to " + sum + ", not to 1");
    }
    double[] normalised = values.clone();
    for (int i = 0; i < normalised.length; i++) {
      normalised[i] /= sum;
    }
    return new Weights(normalised, false);
  }

  /**
   * Weights in proportion to masses of any sum, such as counts.
   *
   * @throws IllegalArgumentException if a mass is negative, or their sum is not positive and finite
   */
  public static Weights proportionalTo(double... masses) {
    double sum = 0;
    for (double mass : masses) {
      sum += mass;
    }
    double[] values = masses.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
    return of(values);
  }

  /** How many. */
  public int n() {
    return values.length;
  }

  /** Weight of point {@code i}. */
  public double get(int i) {
    return values[i];
  }

  /** True when made by {@link #uniform}. */
  public boolean isUniform() {
    return uniform;
  }

  /** Sum of the squared weights: 1/n when uniform. */
  public double sumOfSquares() {
    double sum = 0;
    for (double w : values) {
      sum += w * w;
    }
    return sum;
  }

  /** A copy. */
  public double[] toArray() {
    return values.clone();
  }

  /** Each weight times their number: ones, exact, when uniform. */
  public double[] timesNumber() {
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = uniform ? 1 : values[i] * values.length;
    }
    return scaled;
  }

  @Override
  public String toString() {
    return (uniform ? "uniform" : "given") + " weights of " + values.length + " points";
  }
}
