package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "3, 3",
    "-3, -3",
    "0.123456, 0.1235",
    "1.23456e-7, 1.235e-07",
    "12345.6, 1.235e+04",
    "NaN, undefined"
  })
  void showsFourDigits(double value, String shown) {
    assertThat(Figures.number(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"999, 999 bytes", "1600000000, 1.600 GB", "1e18, 1 EB"})
  void showsSizes(double bytes, String shown) {
    assertThat(Figures.bytes(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0.12345, 0.1235 s",
    "65, 1 min 5 s",
    "3599.7, 1 h 0 min",
    "7260, 2 h 1 min",
    "93600, 1 d 2 h",
    "Infinity, forever"
  })
  void showsTimes(double seconds, String shown) {
    assertThat(Figures.seconds(seconds)).isEqualTo(shown);
  }

  @Test
  void alignsColumns() {
    Table table =
        new Table().row("a", "bb", "c").row("aaa", "b", "cc").row("only one that is long");
    assertThat(table.lines()).containsExactly("a    bb  c", "aaa  b   cc", "only one that is long");
  }
}
