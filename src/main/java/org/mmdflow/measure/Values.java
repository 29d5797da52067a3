package org.mmdflow.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.mmdflow.expression.Numbers;

/** Checks of numbers and their form in an expression. */
final class Values {
  private Values() {}

  static List<Double> finite(String name, List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(name + " is empty: give a number for each axis");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(name + " must be finite: " + text(value));
      }
    }
    return List.copyOf(values);
  }

  static List<Double> notNegative(String name, List<Double> values) {
    for (double value : values) {
      if (value < 0) {
        throw new IllegalArgumentException(name + " must not be negative: " + text(value));
      }
    }
    return finite(name, values);
  }

  static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive: " + text(value));
    }
  }

  static List<Double> boxed(double... values) {
    return Arrays.stream(values).boxed().collect(Collectors.toUnmodifiableList());
  }

  static double[] toArray(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The d values, or d times the only one. */
  static double[] repeat(List<Double> values, int d) {
    double[] result = new double[d];
    Arrays.setAll(result, j -> values.get(values.size() == 1 ? 0 : j));
    return result;
  }

  /** As the expression language writes it. */
  static String text(double value) {
    return Numbers.format(value);
  }

  static String list(List<Double> values) {
    return values.stream().map(Values::text).collect(Collectors.joining(", ", "[", "]"));
  }

  static String scalarOrList(List<Double> values) {
    return values.size() == 1 ? text(values.get(0)) : list(values);
  }
}
