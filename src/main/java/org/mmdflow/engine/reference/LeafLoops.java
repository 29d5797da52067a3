package org.mmdflow.engine.reference;

import org.mmdflow.engine.Leaves;

/**
 * The inner loops over a leaf, one small method each so that the just-in-time compiler turns them
 * into vector instructions: arrays with one running index, or constant distances from it. Widths
 * are multiples of {@link PackedSources#STRIDE}.
 */
final class LeafLoops {
  /** A full leaf is folded to this length in one pass before it is summed one by one. */
  static final int FOLDED = Leaves.SIZE / 4;

  private LeafLoops() {}

  /** {@code out = factor (z - s)^2} of one coordinate. */
  static void square(double factor, double[] s, double z, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      double a = z - s[j];
      out[j] = factor * (a * a);
    }
  }

  /** {@code out = factor |z - s|^2} of two coordinates. */
  static void squares(
      double factor, double[] s, double z, double[] t, double y, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      double a = z - s[j];
      double b = y - t[j];
      out[j] = factor * (a * a + b * b);
    }
  }

  /** {@code out = out + factor |z - s|^2} of two coordinates. */
  static void addSquares(
      double factor, double[] s, double z, double[] t, double y, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      double a = z - s[j];
      double b = y - t[j];
      out[j] += factor * (a * a + b * b);
    }
  }

  /** {@code out = factor x}. */
  static void scale(double factor, double[] x, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      out[j] = factor * x[j];
    }
  }

  /** {@code out = out + factor x}. */
  static void addScaled(double factor, double[] x, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      out[j] += factor * x[j];
    }
  }

  /** {@code out = out * x}. */
  static void multiply(double[] x, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      out[j] *= x[j];
    }
  }

  /** Sum of {@code x s}; overwrites {@code room}. */
  static double dot(double[] x, double[] s, double[] room, int width) {
    if (width < Leaves.SIZE) {
      for (int j = 0; j < width; j++) {
        room[j] = x[j] * s[j];
      }
      return sum(room, width);
    }
    for (int j = 0; j < FOLDED; j++) {
      room[j] =
          (x[j] * s[j] + x[j + FOLDED] * s[j + FOLDED])
              + (x[j + 2 * FOLDED] * s[j + 2 * FOLDED] + x[j + 3 * FOLDED] * s[j + 3 * FOLDED]);
    }
    return sum(room, FOLDED);
  }

  /** Sum of {@code x (z - s)}; overwrites {@code room}. */
  static double dotDifferences(double[] x, double z, double[] s, double[] room, int width) {
    if (width < Leaves.SIZE) {
      for (int j = 0; j < width; j++) {
        room[j] = x[j] * (z - s[j]);
      }
      return sum(room, width);
    }
    for (int j = 0; j < FOLDED; j++) {
      room[j] =
          (x[j] * (z - s[j]) + x[j + FOLDED] * (z - s[j + FOLDED]))
              + (x[j + 2 * FOLDED] * (z - s[j + 2 * FOLDED])
                  + x[j + 3 * FOLDED] * (z - s[j + 3 * FOLDED]));
    }
    return sum(room, FOLDED);
  }

  /** Sum in eight independent chains. */
  private static double sum(double[] x, int width) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int j = 0; j < width; j += 8) {
      a += x[j];
      b += x[j + 1];
      c += x[j + 2];
      d += x[j + 3];
      e += x[j + 4];
      f += x[j + 5];
      g += x[j + 6];
      h += x[j + 7];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }
}
