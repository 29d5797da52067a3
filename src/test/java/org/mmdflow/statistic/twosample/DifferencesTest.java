package org.mmdflow.statistic.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;

/** The places of greatest difference, on the engine reference. */
class DifferencesTest {
  /** Two points and one: each witness by hand, the point's own share left out. */
  @Test
  void witnessesAreTheDefinition() {
    Points x = Points.of(2, 1, new double[] {0, 10});
    Points y = Points.of(1, 1, new double[] {20});
    try (Engine engine = RandomClouds.engine()) {
      List<Differences.Place> places =
          Differences.of(engine, Precision.DOUBLE, Kernel.energy(), x, y, 5, 0, 0);
      // At 0: -(0 + 10) / 2 + 20; at 10: -(10 + 0) / 2 + 10; at 20: -(20 + 10) / 2 + 0.
      assertThat(places).hasSize(3);
      double[] expected = {15, 5, -15};
      for (int k = 0; k < 3; k++) {
        assertThat(places.get(k).witness()).isCloseTo(expected[k], within(1e-12));
      }
      assertThat(places.get(2).first()).isFalse();
      assertThat(places.get(1).row()).isEqualTo(1);
      assertThat(places.get(1).point()).containsExactly(10);
      assertThat(Differences.of(engine, Precision.DOUBLE, Kernel.gaussian(5), x, y, 5, 0, 0))
          .element(1)
          .satisfies(
              place ->
                  assertThat(place.witness())
                      .isCloseTo(Math.exp(-2) / 2 - Math.exp(-8), within(1e-12)));
    }
  }

  @Test
  void placesAreWhereTheSamplesDifferAndApart() {
    Points x = RandomClouds.gaussian(1, 200, 2, -2, 1);
    Points y = RandomClouds.gaussian(2, 200, 2, 2, 1);
    try (Engine engine = RandomClouds.engine()) {
      List<Differences.Place> places =
          Differences.of(engine, Precision.FLOAT, Kernel.gaussian(2), x, y, 4, 0.5, 0);
      assertThat(places).hasSize(8);
      for (Differences.Place place : places) {
        assertThat(place.witness() > 0).isEqualTo(place.point()[0] + place.point()[1] < 0);
        assertThat(place.point()).isEqualTo((place.first() ? x : y).rows(place.row()).data());
        for (Differences.Place other : places) {
          double distance =
              Math.hypot(place.point()[0] - other.point()[0], place.point()[1] - other.point()[1]);
          assertThat(place.equals(other) || distance >= 0.5).isTrue();
        }
      }
      assertThat(places.get(0).witness()).isGreaterThan(places.get(1).witness());
      assertThat(places.get(4).witness()).isLessThan(places.get(5).witness());
    }
  }
}
