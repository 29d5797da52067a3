package org.mmdflow.expression;

import java.util.Arrays;
import java.util.List;

/** Expressions as numbers, vectors, matrices and text. Pure functions. */
final class Values {
  private Values() {}

  static double number(String key, Expression value) {
    if (value instanceof Expression.Numeral numeral) {
      return numeral.value();
    }
    throw mustBe(key, value, "a number");
  }

  static String text(String key, Expression value) {
    if (value instanceof Expression.Word word) {
      return word.text();
    }
    throw mustBe(key, value, "a word or \"quoted text\"");
  }

  static double[] vector(String key, Expression value) {
    List<Expression> items = items(key, value, "a list of numbers such as [0, 1]");
    return items.stream().mapToDouble(item -> number("each number of " + key, item)).toArray();
  }

  static double[] vector(String key, Expression value, int d) {
    if (value instanceof Expression.Numeral numeral) {
      double[] equal = new double[d];
      Arrays.fill(equal, numeral.value());
      return equal;
    }
    double[] vector = vector(key, value);
    if (vector.length != d) {
      throw differ(key, value, vector.length, d);
    }
    return vector;
  }

  static double[][] matrix(String key, Expression value) {
    String wanted = "a list of lists such as [[0, 1], [2, 3]]";
    List<Expression> rows = items(key, value, wanted);
    double[][] matrix = new double[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = vector("row " + (i + 1) + " of " + key, rows.get(i));
      if (matrix[i].length != matrix[0].length) {
        throw differ(
            "row " + (i + 1) + " of " + key, rows.get(i), matrix[i].length, matrix[0].length);
      }
    }
    return matrix;
  }

  private static List<Expression> items(String key, Expression value, String wanted) {
    if (value instanceof Expression.Items list && !list.values().isEmpty()) {
      return list.values();
    }
    throw mustBe(key, value, wanted);
  }

  private static UserError differ(String key, Expression value, int found, int wanted) {
    return value
        .at()
        .error(
            key + " has a different dimension: " + found + " != " + wanted + ",",
            "give " + wanted + " numbers");
  }

  static UserError mustBe(String key, Expression value, String wanted) {
    return value
        .at()
        .error(key + " must be " + wanted + " but is " + value.describe() + ",", "change " + key);
  }
}
