package org.mmdflow.engine;

/**
 * The most that the hardware allows a kernel sum, however it is programmed: a measured peak of
 * arithmetic over the least arithmetic that a pair needs.
 *
 * @param pairsPerSecond of points and sources, value and gradient, by all threads of the engine
 * @param basis how the figure comes about, one clause
 */
public record Ceiling(double pairsPerSecond, String basis) {
  public Ceiling {
    if (!(pairsPerSecond > 0 && pairsPerSecond < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a ceiling is positive and finite: " + pairsPerSecond);
    }
  }
}
