package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagePartsTest {
  @Test
  void htmlEscapesForTextAndAttributes() {
    assertThat(PageText.html("<a href=\"x\" id='y'>&amp;\0 ü"))
        .isEqualTo("&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;\uFFFD ü");
  }

  @Test
  void aTemplateIsFilledInOnePass() {
    assertThat(PageTemplate.fill("{{a}}-{{b}}", Map.of("a", "{{b}} $1 \\", "b", "x")))
        .isEqualTo("{{b}} $1 \\-x");
    assertThatThrownBy(() -> PageTemplate.fill("{{c}}", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("{{c}}");
  }

  @ParameterizedTest
  @CsvSource({"0, 5, ''", "3, 5, '0 1 2'", "10, 4, '0 3 6 9'", "1000000, 2, '0 999999'"})
  void thinningKeepsBothEnds(int n, int most, String expected) {
    StringBuilder kept = new StringBuilder();
    for (int i : Thinning.keepEnds(n, most)) {
      kept.append(kept.isEmpty() ? "" : " ").append(i);
    }
    assertThat(kept).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 2, 20000",
    "60, 3, 13333",
    "240, 2, 5000",
    "60, 50, 800",
    "240, 64, 250",
    "0, 2, 20000"
  })
  void thePointsOfAFrameKeepTheBudget(int frames, int axes, int points) {
    assertThat(PackLimits.DEFAULT.pointsPerFrame(frames, axes)).isEqualTo(points);
  }
}
