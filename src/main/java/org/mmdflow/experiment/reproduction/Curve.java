package org.mmdflow.experiment.reproduction;

import java.util.Optional;

/**
 * One curve of a panel.
 *
 * @param name as a legend shows it
 * @param origin who says so
 * @param x abscissae, increasing
 * @param y as many ordinates, over seeds the mean; NaN is a gap
 * @param band the lowest and the highest over seeds, where there are several
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Curve(String name, Origin origin, double[] x, double[] y, Optional<Band> band) {
  /** Who says so. */
  public enum Origin {
    /** Read from the paper's figures: drawn grey. */
    PUBLISHED,
    /** Computed by this program. */
    OURS,
    /** A bound of the theory, computed by this program: drawn dashed. */
    BOUND
  }

  /**
   * The lowest and the highest value at each abscissa.
   *
   * @param low as many as abscissae
   * @param high as many
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Band(double[] low, double[] high) {}

  /** Checks the lengths. */
  public Curve {
    checkLength(name, "ordinates", x.length, y.length);
    if (band.isPresent()) {
      checkLength(name, "lowest values", x.length, band.get().low().length);
      checkLength(name, "highest values", x.length, band.get().high().length);
    }
  }

  /** A curve without a band. */
  public static Curve of(String name, Origin origin, double[] x, double[] y) {
    return new Curve(name, origin, x, y, Optional.empty());
  }

  private static void checkLength(String curve, String what, int expected, int found) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "the curve " + curve + " has " + expected + " abscissae but " + found + " " + what);
    }
  }
}
