package org.mmdflow.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Numbers as the expression language writes them. Pure functions. */
public final class Numbers {
  /** Digits that distinguish any two doubles. */
  private static final int MOST_DIGITS = 17;

  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int MOST_PLAIN_EXPONENT = 15;

  private Numbers() {}

  /**
   * The shortest decimal form that reads back to the same double: {@code 1}, {@code 0.1}, {@code
   * 6.324555}, {@code 1e-9}.
   *
   * <p>The same on every Java version, unlike {@link Double#toString(double)}, whose digits changed
   * in Java 19. NaN and the infinities keep Java's names, which the language does not read.
   */
  public static String format(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= LEAST_PLAIN_EXPONENT && exponent <= MOST_PLAIN_EXPONENT) {
      return shortest.toPlainString();
    }
    return mantissa(shortest) + "e" + exponent;
  }

  /** A list of numbers: {@code [0, 0.5]}. */
  public static String formatVector(double... values) {
    return Arrays.stream(values)
        .mapToObj(Numbers::format)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static String mantissa(BigDecimal value) {
    return value.scaleByPowerOfTen(value.scale() - value.precision() + 1).toPlainString();
  }
}
