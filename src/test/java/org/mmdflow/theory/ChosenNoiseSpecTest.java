package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.Expression;
import org.mmdflow.expression.UserError;

class ChosenNoiseSpecTest {
  private static ChosenNoiseSpec read(String text) {
    return ChosenNoiseSpec.of(Expression.parse(text)).orElseThrow();
  }

  /** With a spread of 2.5 where max is open. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chosen|chosen(max=10, every=20, cosine=0.18)",
        "chosen()|chosen(max=10, every=20, cosine=0.18)",
        "chosen(3)|chosen(max=3, every=20, cosine=0.18)",
        "chosen(every=5)|chosen(max=10, every=5, cosine=0.18)",
        "chosen(cosine=0.3, max=0.1)|chosen(max=0.1, every=20, cosine=0.3)",
        "chosen(7, 50, 0.2)|chosen(max=7, every=50, cosine=0.2)"
      })
  void resolvesToAnExpressionThatReadsBack(String text, String resolved) {
    ChosenNoise noise = read(text).resolve(() -> 2.5);
    assertThat(noise).hasToString(resolved);
    assertThat(
            read(resolved)
                .resolve(
                    () -> {
                      throw new AssertionError("the spread is not needed");
                    }))
        .isEqualTo(noise)
        .hasSameHashCodeAs(noise);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "halving(1, every=10)", "linear(1, 0, over=10)", "other"})
  void otherWordsAreLeftToOthers(String text) {
    assertThat(ChosenNoiseSpec.of(Expression.parse(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chosen(0)|max must be above 0 but is 0, at character 8 of \"chosen(0)\"; change max",
        "chosen(max=-1)|max must be above 0 but is -1, at character 12 of \"chosen(max=-1)\";"
            + " change max",
        "chosen(every=0)|every must be at least 1 but is 0, at character 14 of"
            + " \"chosen(every=0)\"; change every",
        "chosen(cosine=1)|cosine must be below 1 but is 1, at character 15 of"
            + " \"chosen(cosine=1)\"; change cosine",
        "chosen(maxi=1)|unknown key \"maxi\" of chosen at character 8 of \"chosen(maxi=1)\"; did"
            + " you mean \"max\"?"
      })
  void mistakesGetOneLine(String text, String line) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(UserError.class).hasMessage(line);
  }

  @Test
  void cloudsInOnePointGiveNoScale() {
    assertThatThrownBy(() -> read("chosen").resolve(() -> 0))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("coincide in one point");
  }
}
