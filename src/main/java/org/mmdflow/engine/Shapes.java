package org.mmdflow.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The argument checks that every engine's {@link KernelSum} makes: sizes and precisions, both
 * numbers in the message. Who owns a cloud is for each engine to check.
 */
public final class Shapes {
  private Shapes() {}

  /**
   * Checks the arguments of {@link KernelSum#gradient}.
   *
   * @param d the sum's dimension
   * @param precision the sum's precision
   * @throws IllegalArgumentException if something does not fit
   */
  public static void checkGradient(
      int d,
      Precision precision,
      Cloud at,
      List<Part> sources,
      Cloud gradient,
      List<Cloud> values) {
    check("evaluation points", at, at.n(), d, precision);
    check("gradient", gradient, at.n(), d, precision);
    if (!values.isEmpty() && values.size() != sources.size()) {
      throw new IllegalArgumentException(
          values.size() + " value columns for " + sources.size() + " parts: need none, or as many");
    }
    sources.forEach(part -> checkPart(d, precision, part));
    values.forEach(column -> check("value column", column, at.n(), 1, precision));
    List<Cloud> read = new ArrayList<>(List.of(at));
    sources.forEach(part -> read.addAll(List.of(part.points(), part.weights())));
    checkWritten("gradient", gradient, read);
    read.add(gradient);
    for (Cloud column : values) {
      checkWritten("value column", column, read);
      read.add(column);
    }
  }

  /**
   * Checks the arguments of {@link KernelSum#value}.
   *
   * @param d the sum's dimension
   * @param precision the sum's precision
   * @throws IllegalArgumentException if something does not fit
   */
  public static void checkValue(int d, Precision precision, Cloud at, Part source, Cloud out) {
    check("evaluation points", at, at.n(), d, precision);
    checkPart(d, precision, source);
    check("value column", out, at.n(), 1, precision);
    checkWritten("value column", out, List.of(at, source.points(), source.weights()));
  }

  /**
   * Checks the arguments of {@link KernelSum#quadratic}.
   *
   * @param d the sum's dimension
   * @param precision the sum's precision
   * @throws IllegalArgumentException if something does not fit
   */
  public static void checkQuadratic(int d, Precision precision, Part a, Part b, Diagonal diagonal) {
    checkPart(d, precision, a);
    checkPart(d, precision, b);
    if (diagonal == Diagonal.EXCLUDED && a.points().n() != b.points().n()) {
      throw new IllegalArgumentException(
          "a diagonal needs as many rows as columns: " + a.points().n() + " != " + b.points().n());
    }
  }

  /**
   * Checks the arguments of {@link KernelSum#block}.
   *
   * @param d the sum's dimension
   * @param precision the sum's precision
   * @throws IllegalArgumentException if something does not fit
   */
  public static void checkBlock(int d, Precision precision, Cloud rows, Cloud columns, Cloud out) {
    check("rows", rows, rows.n(), d, precision);
    check("columns", columns, columns.n(), d, precision);
    if (out.n() != rows.n() || out.d() != columns.n()) {
      throw new IllegalArgumentException(
          "a block of "
              + rows.n()
              + " x "
              + columns.n()
              + " does not fit a cloud of "
              + out.n()
              + " x "
              + out.d());
    }
    check("block", out, out.n(), out.d(), precision);
    checkWritten("block", out, List.of(rows, columns));
  }

  /**
   * Checks a state that a stepper is to move.
   *
   * @param d the sum's dimension
   * @param precision the sum's precision
   * @throws IllegalArgumentException if something does not fit
   */
  public static void checkState(int d, Precision precision, FlowState state) {
    long n = state.particles().n();
    check("particles", state.particles(), n, d, precision);
    state
        .velocity()
        .ifPresent(
            v -> {
              check("velocities", v, n, d, precision);
              checkWritten("velocity", v, List.of(state.particles()));
            });
    check("weights of the particles", state.weights(), n, 1, precision);
    state.sources().forEach(part -> checkPart(d, precision, part));
  }

  /**
   * Checks the range of a transfer between a cloud and an array.
   *
   * @throws IllegalArgumentException if {@code length} is no multiple of d, or reaches beyond n
   */
  public static void checkRows(long n, int d, long firstPoint, int length) {
    if (length % d != 0) {
      throw new IllegalArgumentException(
          "an array of " + length + " does not hold whole points of " + d + " numbers");
    }
    int points = length / d;
    if (firstPoint < 0 || firstPoint > n - points) {
      throw new IllegalArgumentException(
          points
              + " points from number "
              + firstPoint
              + " on do not lie in a cloud of "
              + n
              + " x "
              + d);
    }
  }

  private static void checkWritten(String what, Cloud written, List<Cloud> read) {
    for (Cloud other : read) {
      if (other == written) {
        throw new IllegalArgumentException(
            "the "
                + what
                + " is a cloud that the same call uses otherwise: it needs one of its own");
      }
    }
  }

  private static void checkPart(int d, Precision precision, Part part) {
    check("sources", part.points(), part.points().n(), d, precision);
    check("weights", part.weights(), part.points().n(), 1, precision);
  }

  private static void check(String what, Cloud cloud, long n, int d, Precision precision) {
    if (cloud.d() != d) {
      throw new IllegalArgumentException(
          "dimensions differ: " + what + " have " + cloud.d() + " columns, not " + d);
    }
    if (cloud.n() != n) {
      throw new IllegalArgumentException(
          "sizes differ: " + what + " have " + cloud.n() + " rows, not " + n);
    }
    if (cloud.precision() != precision) {
      throw new IllegalArgumentException(
          "precisions differ: " + what + " are " + cloud.precision() + ", the sum is " + precision);
    }
  }
}
