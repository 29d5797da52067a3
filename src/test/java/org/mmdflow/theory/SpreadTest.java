package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

class SpreadTest {
  private static final Points PAIR = Points.ofRows(new double[] {-1, 0}, new double[] {1, 0});

  @Test
  void twoCloudsWithHalfOfTheMassEach() {
    // Within: 1 and 0; the means (0, 0) and (0, 4) are 4 apart: (0.5 + 4) / 2 per coordinate.
    Points point = Points.ofRows(new double[] {0, 4});
    assertThat(Spread.pooled(PAIR, Weights.uniform(2), point, Weights.uniform(1)))
        .isCloseTo(1.5, within(1e-15));
  }

  @Test
  void weightsCount() {
    Weights onTheLeft = Weights.of(1, 0);
    assertThat(Spread.pooled(PAIR, onTheLeft, PAIR, onTheLeft)).isEqualTo(0);
    assertThat(Spread.pooled(PAIR, onTheLeft, PAIR, Weights.of(0, 1)))
        .isCloseTo(Math.sqrt(0.5), within(1e-15));
  }

  @Test
  void dimensionsMustAgree() {
    assertThatThrownBy(
            () -> Spread.pooled(PAIR, Weights.uniform(2), Points.zeros(1, 3), Weights.uniform(1)))
        .hasMessage("dimensions differ: 2 != 3");
  }
}
