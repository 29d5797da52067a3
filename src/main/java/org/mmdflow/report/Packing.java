package org.mmdflow.report;

import java.util.Base64;
import org.mmdflow.measure.Points;

/**
 * Numbers as 16-bit integers in base64, little-endian: what the page carries instead of decimals.
 *
 * <p>A coordinate is rounded to one of 65,535 levels of its axis's box, an error of at most the
 * box's width / 131,068. Level 65,535 stands for a value that is not finite.
 */
final class Packing {
  /** The highest level that stands for a number. */
  static final int TOP = 65_534;

  /** Stands for NaN and the infinities. */
  static final int NOT_FINITE = 65_535;

  private Packing() {}

  /**
   * Every {@code stride}-th point, the first {@code axes} coordinates, axis after axis: all x, then
   * all y.
   */
  static String points(Points points, Box box, int axes, int stride) {
    int shown = shown(points.n(), stride);
    byte[] bytes = new byte[2 * shown * axes];
    int at = 0;
    for (int axis = 0; axis < axes; axis++) {
      for (int k = 0; k < shown; k++) {
        put(bytes, at++, level(points.get(k * stride, axis), box.low(axis), box.high(axis)));
      }
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Column {@code column} of every row of {@code values}, over [low, high]. */
  static String column(Points values, int column, double low, double high) {
    byte[] bytes = new byte[2 * values.n()];
    for (int i = 0; i < values.n(); i++) {
      put(bytes, i, level(values.get(i, column), low, high));
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** How many points a stride leaves of n. */
  static int shown(int n, int stride) {
    return (n + stride - 1) / stride;
  }

  /** The level of a value in [low, high]; values outside get the nearest level. */
  static int level(double value, double low, double high) {
    if (!Double.isFinite(value)) {
      return NOT_FINITE;
    }
    double share = (value - low) / (high - low);
    return (int) Math.rint(Math.min(1, Math.max(0, share)) * TOP);
  }

  private static void put(byte[] bytes, int at, int level) {
    bytes[2 * at] = (byte) level;
    bytes[2 * at + 1] = (byte) (level >>> 8);
  }
}
