package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;

class TimeLimitTest {
  @ParameterizedTest
  @CsvSource({"90s, 90", "10m, 600", "2h, 7200", "1h30m, 5400", "1h1s, 3601", "2m3s, 123"})
  void reads(String text, long seconds) {
    assertThat(TimeLimit.parse(text).seconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0s", "90", "1.5h", "-1h", "30m1h", "2h ", "9999999999s", "h"})
  void refuses(String text) {
    assertThatThrownBy(() -> TimeLimit.parse(text))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(
            "is not a time above 0, in --max-time; write for example 90s, 10m, 2h or 1h30m");
  }
}
