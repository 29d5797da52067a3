package org.mmdflow.kernel;

import java.util.function.DoubleSupplier;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;

/**
 * A kernel as the user asked for it: lengths may be {@code median}, or a multiple such as {@code
 * 0.5*median}, to be filled in from the target. Immutable; equal specs have equal text.
 */
public final class KernelSpec {
  private final Expression expression;
  private final boolean needsMedian;

  private KernelSpec(Expression expression) {
    this.expression = expression;
    boolean[] asked = {false};
    KernelReader.read(
        expression,
        at -> {
          asked[0] = true;
          return 1.0;
        });
    needsMedian = asked[0];
  }

  /**
   * Reads and checks a kernel.
   *
   * @throws UserError pointing at the character
   */
  public static KernelSpec parse(String text) {
    return of(Expression.parse(text));
  }

  /** Likewise from a parsed expression. */
  public static KernelSpec of(Expression expression) {
    return new KernelSpec(expression);
  }

  /** A kernel with nothing left open. */
  public static KernelSpec of(Kernel kernel) {
    return parse(kernel.toString());
  }

  /** Whether some length is the median distance of the target. */
  public boolean needsMedian() {
    return needsMedian;
  }

  /**
   * The kernel.
   *
   * @param median the median distance; asked once, and only if {@link #needsMedian()}
   * @throws UserError if the median is 0 or not finite
   */
  public Kernel resolve(DoubleSupplier median) {
    double value = needsMedian ? median.getAsDouble() : 1;
    return KernelReader.read(expression, at -> usable(value, at));
  }

  private static double usable(double median, Location at) {
    if (median > 0 && median < Double.POSITIVE_INFINITY) {
      return median;
    }
    throw at.error(
        "the median distance of the target is "
            + Numbers.format(median)
            + " and gives no bandwidth,",
        "give a number here");
  }

  /** The expression, {@code median} included; the kernel's own form where nothing is open. */
  @Override
  public String toString() {
    return needsMedian ? expression.toString() : resolve(() -> 1).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KernelSpec that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
