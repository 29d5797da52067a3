package org.mmdflow.flow;

import org.mmdflow.expression.Expression;
import org.mmdflow.expression.UserError;

/**
 * A number for each step n = 0, 1, ...: a noise level or a step size. Finite, not below 0.
 *
 * <p>Immutable and safe for any number of threads. {@link Object#toString()} is the expression that
 * reads back to an equal schedule.
 */
public sealed interface Schedule
    permits Constant, ConstantUntil, Halving, InverseSqrt, LinearSchedule {
  /** The value at step n, from 0. */
  double at(long n);

  /**
   * The first step after n at which the value jumps, {@link Long#MAX_VALUE} if there is none.
   * Changes at every step are no jumps.
   */
  default long nextEdge(long n) {
    return Long.MAX_VALUE;
  }

  /**
   * Reads a number or a schedule such as {@code halving(1, every=1000)}.
   *
   * @throws UserError pointing at the character
   */
  static Schedule parse(String text) {
    return of(Expression.parse(text));
  }

  /** Likewise from a parsed expression. */
  static Schedule of(Expression expression) {
    return ScheduleReader.read(expression);
  }

  /** Always b. */
  static Schedule constant(double b) {
    return new Constant(b);
  }

  /** b for n &lt; until, then 0. */
  static Schedule constantUntil(double b, long until) {
    return new ConstantUntil(b, until);
  }

  /** b 2^-floor(n / every). */
  static Schedule halving(double b, long every) {
    return new Halving(b, every);
  }

  /** b / sqrt(n + 1). */
  static Schedule inverseSqrt(double b) {
    return new InverseSqrt(b);
  }

  /** a + (b - a) min(n / over, 1). */
  static Schedule linear(double a, double b, long over) {
    return new LinearSchedule(a, b, over);
  }
}
