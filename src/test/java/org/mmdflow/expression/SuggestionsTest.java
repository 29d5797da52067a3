package org.mmdflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> WORDS =
      List.of("gaussian", "laplace", "matern32", "matern52", "rational-quadratic", "h");

  @ParameterizedTest
  @CsvSource({
    "gausian, gaussian",
    "guassian, gaussian",
    "Laplace, laplace",
    "laplacian, laplace",
    "matern23, matern32",
    "rational-cuadratik, rational-quadratic",
    "hh, h"
  })
  void findsTheNearestWord(String word, String nearest) {
    assertThat(Suggestions.nearest(word, WORDS)).contains(nearest);
  }

  @ParameterizedTest
  @CsvSource({"multiquadric", "l", "''", "gas"})
  void suggestsNothingFarAway(String word) {
    assertThat(Suggestions.nearest(word, WORDS)).isEmpty();
  }

  @Test
  void ignoresEndlessWordsAndEmptyLists() {
    assertThat(Suggestions.nearest("g".repeat(1_000_000), WORDS)).isEmpty();
    assertThat(Suggestions.nearest("gaussian", List.of())).isEmpty();
  }

  @Test
  void listsAllWordsWhereNoneIsNear() {
    assertThat(Suggestions.mend("zz", "keys", List.of("low", "high")))
        .isEqualTo("the keys are low, high");
    assertThat(Suggestions.mend("lwo", "keys", List.of("low", "high")))
        .isEqualTo("did you mean \"low\"?");
  }
}
