package org.mmdflow.network.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all matrix products must do; each library's test is a subclass. */
public abstract class MatrixProductsContract {
  /** Fresh products by so many threads. */
  protected abstract MatrixProducts open(int threads);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "7, 5, 3",
    "101, 67, 13",
    "100, 129, 1030",
    "3, 1, 513",
    "211, 2, 5",
    "5, 300, 17"
  })
  void multipliesByTheDefinition(int rows, int inner, int columns) {
    try (MatrixProducts products = open(2)) {
      for (int which = 0; which < 4; which++) {
        boolean ta = (which & 1) != 0;
        boolean tb = (which & 2) != 0;
        FloatMatrix a = Matrices.normal(ta ? inner : rows, ta ? rows : inner, 1);
        FloatMatrix b = Matrices.normal(tb ? columns : inner, tb ? inner : columns, 2);
        check(products, 1, a, ta, b, tb, 0, Matrices.normal(rows, columns, 3));
        check(products, -0.5f, a, ta, b, tb, 1, Matrices.normal(rows, columns, 3));
        check(products, 2, a, ta, b, tb, 0.25f, Matrices.normal(rows, columns, 3));
      }
    }
  }

  private static void check(
      MatrixProducts products,
      float alpha,
      FloatMatrix a,
      boolean ta,
      FloatMatrix b,
      boolean tb,
      float beta,
      FloatMatrix c) {
    double[][] expected = Matrices.product(alpha, a, ta, b, tb, beta, c);
    products.multiply(alpha, a, ta, b, tb, beta, c);
    double bound = 1e-6 * (2 + Math.sqrt(ta ? a.rows() : a.columns()) * 10);
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        assertThat((double) c.get(i, j)).isCloseTo(expected[i][j], within(bound));
      }
    }
  }

  @Test
  void whatStoodInTheOutputDoesNotMatterWithoutBeta() {
    FloatMatrix c = new FloatMatrix(2, 2);
    c.set(1, 0, Float.NaN);
    try (MatrixProducts products = open(1)) {
      FloatMatrix a = Matrices.normal(2, 3, 1);
      products.multiply(1, a, false, a, true, 0, c);
    }
    assertThat(c.get(1, 0)).isNotNaN().isEqualTo(c.get(0, 1));
  }

  @Test
  void aSmallChangeOfALargeNumberSurvives() {
    FloatMatrix ones = new FloatMatrix(1, 1000);
    FloatMatrix tiny = new FloatMatrix(1000, 1);
    for (int i = 0; i < 1000; i++) {
      ones.set(0, i, 1);
      tiny.set(i, 0, 1e-8f);
    }
    FloatMatrix c = new FloatMatrix(1, 1);
    c.set(0, 0, 1);
    try (MatrixProducts products = open(1)) {
      products.multiply(1, ones, false, tiny, false, 1, c);
    }
    assertThat((double) c.get(0, 0)).isCloseTo(1.00001, within(1.2e-7));
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    try (MatrixProducts products = open(1)) {
      FloatMatrix a = new FloatMatrix(2, 3);
      assertThatThrownBy(() -> products.multiply(1, a, false, a, false, 0, new FloatMatrix(2, 3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a product of 2 x 3 and 2 x 3 does not fit into 2 x 3");
      FloatMatrix square = new FloatMatrix(2, 2);
      assertThatThrownBy(() -> products.multiply(1, square, false, square, false, 0, square))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("one of its factors");
    }
  }
}
