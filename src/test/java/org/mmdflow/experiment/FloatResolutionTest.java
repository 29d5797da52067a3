package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Precision;
import org.mmdflow.measure.Points;

class FloatResolutionTest {
  private static Points at(double offset) {
    return Points.ofRows(new double[] {offset, offset}, new double[] {offset + 4, offset + 1});
  }

  @Test
  void saysNothingNearTheOriginOrInDouble() {
    assertThat(FloatResolution.advice(Precision.FLOAT, at(10), at(0))).isEmpty();
    assertThat(FloatResolution.advice(Precision.DOUBLE, at(5e6), at(5e6))).isEmpty();
  }

  @Test
  void warnsOfPointsThatFloatHardlyTellsApart() {
    assertThat(FloatResolution.advice(Precision.FLOAT, at(5e6), at(5e6)).orElseThrow())
        .startsWith("coordinates reach 5.00e+06 where float tells apart no less than 0.596")
        .endsWith("use --precision double, or subtract the mean first");
  }
}
