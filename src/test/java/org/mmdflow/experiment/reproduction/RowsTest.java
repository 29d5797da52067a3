package org.mmdflow.experiment.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.experiment.reproduction.Row.Verdict;

class RowsTest {
  /** The mean counts, and of a range the nearer end. */
  @ParameterizedTest
  @CsvSource({
    "1.0, 1.2, 0.9, 0.9, PASS, 1.0",
    "1.0, 1.2, 0.8, 0.9, FAIL, 1.0",
    "1.0, 1.2, 1.0, 1.2, PASS, 1.2",
    "1.0, 1.2, 1.3, 1.33, PASS, 1.2",
    "1.0, 1.2, 1.3, 1.36, FAIL, 1.2",
    "2.0, 2.0, 1.0, 3.1, PASS, 2.0",
    "2.0, 2.0, NaN, 2.3, FAIL, 2.0",
    "2.0, 2.0, NaN, 2.1, PASS, 2.0"
  })
  void withinAShare(
      double low, double high, double first, double second, Verdict verdict, double nearest) {
    Row row = Rows.within("w", Published.between(low, high), 0.1, first, second);
    assertThat(row.verdict()).isEqualTo(verdict);
    assertThat(row.published().orElseThrow())
        .isEqualTo(low == high || row.ours() < 1.1 ? low : nearest);
    assertThat(row.publishedWords().isPresent()).isEqualTo(low != high);
    assertThat(row.tolerance()).isEqualTo("mean within 10 %");
  }

  @Test
  void boundsHoldForEverySeed() {
    assertThat(Rows.atMost("m", Published.NOTHING, 2, 1, 2).verdict()).isEqualTo(Verdict.PASS);
    assertThat(Rows.atMost("m", Published.NOTHING, 2, 1, 2.1).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Rows.atLeast("m", Published.NOTHING, 2, 2, 3).verdict()).isEqualTo(Verdict.PASS);
    assertThat(Rows.atLeast("m", Published.NOTHING, 2, 1.9, 9).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Rows.near("n", 5, 1, 3, 9).verdict()).isEqualTo(Verdict.PASS);
    assertThat(Rows.near("n", 5, 1, 3, 9.1).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void meanLowestAndHighestLeaveOutWhatWasNotReached() {
    Row row = Rows.shown("s", Published.of(7), 1, Double.NaN, 4);
    assertThat(row.ours()).isEqualTo(2.5);
    assertThat(row.lowest()).isEqualTo(1);
    assertThat(row.highest()).isEqualTo(4);
    assertThat(row.verdict()).isEqualTo(Verdict.SHOWN);
    assertThat(row.published()).hasValue(7);
  }

  @Test
  void withoutAnyRunNothingIsJudged() {
    for (Row row :
        new Row[] {
          Rows.within("a", Published.of(1), 0.1),
          Rows.atMost("a", Published.words("small"), 1, Double.NaN),
          Rows.shown("a", Published.NOTHING, Double.NaN, Double.NaN)
        }) {
      assertThat(row.verdict()).isEqualTo(Verdict.NOT_REACHED);
      assertThat(row.ours()).isNaN();
      assertThat(row.lowest()).isNaN();
    }
  }

  /** A figure that is no number, of a run that went wrong, never passes. */
  @Test
  void theInfiniteFails() {
    double wrong = Double.POSITIVE_INFINITY;
    assertThat(Rows.within("a", Published.of(1), 0.1, wrong).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Rows.atMost("a", Published.NOTHING, 1, wrong).verdict()).isEqualTo(Verdict.FAIL);
  }

  @ParameterizedTest
  @CsvSource({
    "2e-4, 2e-4", "1.32456e-4, 1.32e-4", "0.85, 0.85", "0.1175030974, 0.1175", "0, 0",
    "1e-14, 1e-14", "10, 10", "123456, 1.23e5", "-5e-4, -5e-4", "0.08, 0.08"
  })
  void numbersAreShort(double value, String text) {
    assertThat(Rows.number(value)).isEqualTo(text);
  }
}
