package org.mmdflow.experiment.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedCurvesTest {
  private static final PublishedCurve CURVE =
      new PublishedCurve(new double[] {1, 3, 4}, new double[] {1, 1e-4, 1e-2});

  /** Half way between 1 and 1e-4 on a logarithmic axis stands 1e-2, not 0.5. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1e-2", "1.5, 1e-1", "3, 1e-4", "3.5, 1e-3", "4, 1e-2"})
  void theLogarithmIsInterpolated(double x, double y) {
    assertThat(CURVE.at(x).orElseThrow()).isCloseTo(y, within(1e-12 * Math.max(1, y / 1e-4)));
  }

  @ParameterizedTest
  @CsvSource({"0.999", "4.001", "NaN", "-1"})
  void nothingIsSaidOutside(double x) {
    assertThat(CURVE.at(x)).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void morePointsOfTheSameFigureWin() {
    PublishedCurve more = CURVE.with(new double[] {2, 3}, new double[] {0.5, 0.25});
    assertThat(more.x()).containsExactly(1, 2, 3, 4);
    assertThat(more.y()).containsExactly(1, 0.5, 0.25, 1e-2);
    assertThat(CURVE.x()).containsExactly(1, 3, 4);
  }

  @Test
  void theClampIsAGapOfTheShownCurve() {
    Curve shown = CURVE.curve("c", 1e-3);
    assertThat(shown.origin()).isEqualTo(Curve.Origin.PUBLISHED);
    assertThat(shown.y()).containsExactly(1, Double.NaN, 1e-2);
  }

  @Test
  void whatIsNoCurveIsRefused() {
    assertThatThrownBy(() -> new PublishedCurve(new double[] {1, 1}, new double[] {1, 1}))
        .hasMessageContaining("point 1 is 1.0, 1.0");
    assertThatThrownBy(() -> new PublishedCurve(new double[] {1}, new double[] {0}))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new PublishedCurve(new double[] {1, 2}, new double[] {1}))
        .hasMessageContaining("2, 1");
    assertThatThrownBy(() -> PublishedCurves.named("nothing/at/all"))
        .hasMessageContaining("nothing/at/all");
  }

  @Test
  void figureOneOfThePaperComesWithTheProgram() {
    PublishedCurve test = PublishedCurves.named("student_teacher/test_by_epoch/mmd");
    assertThat(test.at(9500.0).orElseThrow()).isCloseTo(0.315, within(0.001));
  }
}
