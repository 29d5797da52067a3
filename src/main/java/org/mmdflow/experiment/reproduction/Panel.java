package org.mmdflow.experiment.reproduction;

import java.util.List;

/**
 * One diagram of a reproduction.
 *
 * @param title what is shown
 * @param x label and scale of the abscissa
 * @param y label and scale of the ordinate
 * @param curves in the order of the legend
 */
public record Panel(String title, Axis x, Axis y, List<Curve> curves) {
  /**
   * An axis.
   *
   * @param label with its unit
   * @param logarithmic whether equal ratios are equally far apart; values that are not above 0 are
   *     then gaps
   */
  public record Axis(String label, boolean logarithmic) {
    /** Equal differences are equally far apart. */
    public static Axis linear(String label) {
      return new Axis(label, false);
    }

    /** Equal ratios are equally far apart. */
    public static Axis log(String label) {
      return new Axis(label, true);
    }
  }

  /** Keeps its own list. */
  public Panel {
    curves = List.copyOf(curves);
  }
}
