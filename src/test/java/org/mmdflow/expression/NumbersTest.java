package org.mmdflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "-0.0, -0",
    "0.0, 0",
    "0.1, 0.1",
    "6.324555, 6.324555",
    "1e-9, 1e-9",
    "1.5e-9, 1.5e-9",
    "1e-4, 0.0001",
    "1e-5, 1e-5",
    "1000000, 1000000",
    "1e15, 1000000000000000",
    "1e16, 1e16",
    "2e23, 2e23",
    "-2.5e-300, -2.5e-300",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "2.2250738585072014E-308, 2.2250738585072014e-308",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void writesTheShortestForm(double value, String text) {
    assertThat(Numbers.format(value)).isEqualTo(text);
  }

  @Test
  void readsBackToTheSameBits() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = Numbers.format(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
        assertThat(Expression.parse(text))
            .isInstanceOfSatisfying(
                Expression.Numeral.class, read -> assertThat(read.value()).isEqualTo(value));
      }
    }
  }

  private static int digits(String number) {
    return new BigDecimal(number).stripTrailingZeros().precision();
  }

  @Test
  void writesVectors() {
    assertThat(Numbers.formatVector(1, 0.5, -2)).isEqualTo("[1, 0.5, -2]");
    assertThat(Numbers.formatVector()).isEqualTo("[]");
  }
}
