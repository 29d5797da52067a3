package org.mmdflow.engine.reference;

/**
 * The inner loops, one small method each so that the just-in-time compiler turns those without a
 * sum into vector instructions, and those with one into eight independent chains of additions.
 * Lengths are multiples of {@link PackedSources#STRIDE}.
 */
final class LeafLoops {
  private LeafLoops() {}

  /** {@code out = (z - s)^2} of one coordinate at offset {@code at} of the leaf. */
  static void square(double[] leaf, int at, double z, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      double a = z - leaf[at + j];
      out[j] = a * a;
    }
  }

  /** {@code out = out + (z - s)^2} of two coordinates. */
  static void addSquares(
      double[] leaf, int at, int nextAt, double z, double nextZ, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      double a = z - leaf[at + j];
      double b = nextZ - leaf[nextAt + j];
      out[j] += a * a + b * b;
    }
  }

  /** {@code out = (z - s)^2} of two coordinates. */
  static void squares(
      double[] leaf, int at, int nextAt, double z, double nextZ, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      double a = z - leaf[at + j];
      double b = nextZ - leaf[nextAt + j];
      out[j] = a * a + b * b;
    }
  }

  /** {@code out = out + z s} of one coordinate. */
  static void addProduct(double[] leaf, int at, double z, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      out[j] += z * leaf[at + j];
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

  /** {@code out = out * x}, with x at an offset of the leaf. */
  static void multiply(double[] leaf, int at, double[] out, int width) {
    for (int j = 0; j < width; j++) {
      out[j] *= leaf[at + j];
    }
  }

  /** Sum of {@code x s}, with s at an offset of the leaf. */
  static double dot(double[] x, double[] leaf, int at, int width) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int j = 0; j < width; j += 8) {
      int k = at + j;
      a += x[j] * leaf[k];
      b += x[j + 1] * leaf[k + 1];
      c += x[j + 2] * leaf[k + 2];
      d += x[j + 3] * leaf[k + 3];
      e += x[j + 4] * leaf[k + 4];
      f += x[j + 5] * leaf[k + 5];
      g += x[j + 6] * leaf[k + 6];
      h += x[j + 7] * leaf[k + 7];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }

  /** Sum of {@code t (z - s)}, with s at an offset of the leaf. */
  static double dotDifferences(double[] t, double[] leaf, int at, double z, int width) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int j = 0; j < width; j += 8) {
      int k = at + j;
      a += t[j] * (z - leaf[k]);
      b += t[j + 1] * (z - leaf[k + 1]);
      c += t[j + 2] * (z - leaf[k + 2]);
      d += t[j + 3] * (z - leaf[k + 3]);
      e += t[j + 4] * (z - leaf[k + 4]);
      f += t[j + 5] * (z - leaf[k + 5]);
      g += t[j + 6] * (z - leaf[k + 6]);
      h += t[j + 7] * (z - leaf[k + 7]);
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }
}
