package org.mmdflow.statistic.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.statistic.Watch;

/** The places of greatest difference, on the engine reference. */
class DifferencesTest {
  /** Three points and two: each witness by hand, the mean over the others of the point's sample. */
  @Test
  void witnessesAreTheDefinition() {
    Points x = Points.of(3, 1, new double[] {0, 10, 4});
    Points y = Points.of(2, 1, new double[] {20, 28});
    try (Engine engine = RandomClouds.engine()) {
      List<Differences.Place> places =
          Differences.of(engine, Precision.DOUBLE, Kernel.energy(), x, y, 5, 0, 0, Watch.NOBODY);
      // At 0: -(10 + 4) / 2 + (20 + 28) / 2; at 4: -(4 + 6) / 2 + 20; at 10: -8 + 14;
      // at 20: -(20 + 10 + 16) / 3 + 8; at 28: -(28 + 18 + 24) / 3 + 8.
      assertThat(places).hasSize(5);
      double[] expected = {17, 15, 6, -70 / 3.0 + 8, -46 / 3.0 + 8};
      int[] rows = {0, 2, 1, 1, 0};
      for (int k = 0; k < 5; k++) {
        assertThat(places.get(k).witness()).isCloseTo(expected[k], within(1e-12));
        assertThat(places.get(k).row()).isEqualTo(rows[k]);
        assertThat(places.get(k).first()).isEqualTo(k < 3);
      }
      assertThat(places.get(2).point()).containsExactly(10);
    }
  }

  /** 30 points and a kernel so wide that a point's own share exceeds all differences. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 10, 40})
  void aWideKernelNamesTheRightSample(double bandwidth) {
    Points x = RandomClouds.gaussian(1, 30, 1, -3, 0.5);
    Points y = RandomClouds.gaussian(2, 25, 1, 3, 0.5);
    try (Engine engine = RandomClouds.engine()) {
      Kernel kernel = Kernel.gaussian(bandwidth);
      List<Differences.Place> places =
          Differences.of(engine, Precision.FLOAT, kernel, x, y, 100, 0, 0, Watch.NOBODY);
      assertThat(places).hasSize(55);
      for (Differences.Place place : places) {
        assertThat(place.first()).isEqualTo(place.witness() > 0);
      }
    }
  }

  /** The only point of a sample has no others: of it nothing can be said. */
  @Test
  void theOnlyPointOfASampleIsNoPlace() {
    Points x = Points.of(2, 1, new double[] {0, 1});
    Points y = Points.of(1, 1, new double[] {9});
    try (Engine engine = RandomClouds.engine()) {
      assertThat(
              Differences.of(
                  engine, Precision.DOUBLE, Kernel.gaussian(3), x, y, 5, 0, 0, Watch.NOBODY))
          .hasSize(2)
          .allMatch(Differences.Place::first);
    }
  }

  @Test
  void placesAreWhereTheSamplesDifferAndApart() {
    Points x = RandomClouds.gaussian(1, 200, 2, -2, 1);
    Points y = RandomClouds.gaussian(2, 200, 2, 2, 1);
    try (Engine engine = RandomClouds.engine()) {
      List<Differences.Place> places =
          Differences.of(
              engine, Precision.FLOAT, Kernel.gaussian(2), x, y, 4, 0.5, 0, Watch.NOBODY);
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
