package org.mmdflow.network;

import java.util.Arrays;
import org.mmdflow.measure.Points;

/**
 * B data points of R^d, coordinate by coordinate, in pieces of {@value #PIECE} points, so that the
 * just-in-time compiler turns the loops over a piece into vector instructions. The last piece is
 * filled with zeros up to a multiple of eight points; what is computed for them must not be used,
 * or have the factor 0. Immutable, safe for any number of threads.
 */
final class DataColumns {
  /** Points in a piece. */
  static final int PIECE = 128;

  private static final int FOLDED = PIECE / 4;
  private static final int STRIDE = 8;

  private final int n;
  private final int d;
  private final double[][][] pieces;

  /** Row by row, with the filling. */
  private final double[][] rows;

  DataColumns(Points points) {
    n = points.n();
    d = points.d();
    pieces = new double[(n + PIECE - 1) / PIECE][d][PIECE];
    rows = new double[(n + STRIDE - 1) / STRIDE * STRIDE][d];
    for (int b = 0; b < n; b++) {
      for (int c = 0; c < d; c++) {
        rows[b][c] = points.get(b, c);
        pieces[b / PIECE][c][b % PIECE] = points.get(b, c);
      }
    }
  }

  int count() {
    return pieces.length;
  }

  /** Points of a piece. */
  int size(int piece) {
    return Math.min(PIECE, n - piece * PIECE);
  }

  /** Points of a piece, filling included. */
  int width(int piece) {
    return (size(piece) + STRIDE - 1) / STRIDE * STRIDE;
  }

  /** {@code out[b] = w'x_b} over a piece, with w the d numbers from {@code at} on. */
  void project(int piece, double[] w, int at, double[] out) {
    double[][] x = pieces[piece];
    int width = width(piece);
    int c = d % 4;
    switch (c) {
      case 1 -> one(x[0], w[at], out, width);
      case 2 -> two(x[0], x[1], w[at], w[at + 1], out, width);
      case 3 -> three(x[0], x[1], x[2], w[at], w[at + 1], w[at + 2], out, width);
      default -> Arrays.fill(out, 0, width, 0);
    }
    for (; c < d; c += 4) {
      int i = at + c;
      addFour(x[c], x[c + 1], x[c + 2], x[c + 3], w[i], w[i + 1], w[i + 2], w[i + 3], out, width);
    }
  }

  private static void one(double[] x, double w, double[] out, int width) {
    for (int b = 0; b < width; b++) {
      out[b] = w * x[b];
    }
  }

  private static void two(double[] x, double[] y, double w, double v, double[] out, int width) {
    for (int b = 0; b < width; b++) {
      out[b] = w * x[b] + v * y[b];
    }
  }

  private static void three(
      double[] x, double[] y, double[] z, double w, double v, double u, double[] out, int width) {
    for (int b = 0; b < width; b++) {
      out[b] = w * x[b] + v * y[b] + u * z[b];
    }
  }

  private static void addFour(
      double[] p,
      double[] q,
      double[] r,
      double[] s,
      double t,
      double u,
      double v,
      double w,
      double[] out,
      int width) {
    for (int b = 0; b < width; b++) {
      out[b] += (t * p[b] + u * q[b]) + (v * r[b] + w * s[b]);
    }
  }

  /**
   * Adds sum_b v_b x_b over a piece to the d numbers of {@code out} from {@code at} on.
   *
   * @param v 0 for the filling
   * @param room of at least d numbers, overwritten
   */
  void addBack(int piece, double[] v, double[] out, int at, double[] room) {
    int first = piece * PIECE;
    Arrays.fill(room, 0, d, 0);
    for (int b = 0; b < width(piece); b += STRIDE) {
      int r = first + b;
      addFour(
          rows[r],
          rows[r + 1],
          rows[r + 2],
          rows[r + 3],
          v[b],
          v[b + 1],
          v[b + 2],
          v[b + 3],
          room,
          d);
      addFour(
          rows[r + 4],
          rows[r + 5],
          rows[r + 6],
          rows[r + 7],
          v[b + 4],
          v[b + 5],
          v[b + 6],
          v[b + 7],
          room,
          d);
    }
    for (int c = 0; c < d; c++) {
      out[at + c] += room[c];
    }
  }

  /** Sum of the products; overwrites {@code room}. */
  static double dot(double[] v, double[] x, double[] room, int width) {
    if (width < PIECE) {
      for (int b = 0; b < width; b++) {
        room[b] = v[b] * x[b];
      }
      return sum(room, width);
    }
    for (int b = 0; b < FOLDED; b++) {
      room[b] =
          (v[b] * x[b] + v[b + FOLDED] * x[b + FOLDED])
              + (v[b + 2 * FOLDED] * x[b + 2 * FOLDED] + v[b + 3 * FOLDED] * x[b + 3 * FOLDED]);
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
