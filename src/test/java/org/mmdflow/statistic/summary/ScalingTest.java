package org.mmdflow.statistic.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.statistic.Sample;

class ScalingTest {
  /** Columns of spread 3, 0 (always 0.1) and 1e-4, about 50, 0.1 and -7. */
  private static Sample sample() {
    Points normal = RandomClouds.gaussian(1, 500, 3);
    double[] data = normal.data();
    for (int i = 0; i < data.length; i += 3) {
      data[i] = 50 + 3 * data[i];
      data[i + 1] = 0.1;
      data[i + 2] = -7 + 1e-4 * data[i + 2];
    }
    return new Sample(normal, RandomClouds.weights(2, 500));
  }

  @ParameterizedTest
  @EnumSource(ScaleRule.class)
  void theWayBackIsTheInverseAndAConstantColumnKeepsItsBits(ScaleRule rule) {
    Sample sample = sample();
    Scaling scaling = Scaling.of(rule, sample);
    assertThat(scaling.constantColumns()).containsExactly(1);
    Points back = scaling.undo(scaling.apply(sample.points()));
    for (int i = 0; i < 500; i++) {
      assertThat(back.get(i, 0)).isCloseTo(sample.points().get(i, 0), within(1e-13 * 60));
      assertThat(back.get(i, 1)).isEqualTo(0.1);
      assertThat(back.get(i, 2)).isCloseTo(sample.points().get(i, 2), within(1e-14));
    }
  }

  @Test
  void columnsGetSpreadOneByTheirOwnUnits() {
    Sample sample = sample();
    Points scaled = Scaling.of(ScaleRule.COLUMNS, sample).apply(sample.points());
    double[] covariance = Moments.covariance(scaled, sample.weights());
    assertThat(Moments.mean(scaled, sample.weights())).contains(new double[3], within(1e-12));
    assertThat(covariance[0]).isCloseTo(1, within(1e-12));
    assertThat(covariance[4]).isZero();
    assertThat(covariance[8]).isCloseTo(1, within(1e-9));
  }

  @Test
  void theWholeKeepsItsShape() {
    Sample sample = sample();
    double[] units = Scaling.of(ScaleRule.WHOLE, sample).units();
    assertThat(units[0]).isEqualTo(units[2]);
    double[] variance = Moments.variances(sample.points(), sample.weights());
    assertThat(units[0]).isCloseTo(Math.sqrt((variance[0] + variance[2]) / 2), within(1e-12));
    assertThat(Scaling.of(ScaleRule.NONE, sample).units()).containsOnly(1);
  }

  @Test
  void momentsAreTheirDefinition() {
    Points points = Points.ofRows(new double[] {0, 0}, new double[] {4, 8});
    Weights weights = Weights.of(0.25, 0.75);
    assertThat(Moments.mean(points, weights)).containsExactly(3, 6);
    assertThat(Moments.covariance(points, weights)).containsExactly(3, 6, 6, 12);
  }

  @Test
  void rowsWithoutMassAreLeftOutAndCountForNothing() {
    Points points = Points.ofRows(new double[] {1e9}, new double[] {1}, new double[] {3});
    ScaledSample sample =
        ScaledSample.of(new Sample(points, Weights.of(0, 0.5, 0.5)), ScaleRule.COLUMNS);
    assertThat(sample.scaled().points())
        .isEqualTo(Points.ofRows(new double[] {-1}, new double[] {1}));
    assertThat(sample.rowsOf(1, 0)).containsExactly(2, 1);
  }

  @Test
  void identicalPointsAreRefused() {
    Points same = Points.ofRows(new double[] {1, 2}, new double[] {1, 2}, new double[] {5, 6});
    assertThatThrownBy(
            () -> ScaledSample.of(new Sample(same, Weights.of(0.5, 0.5, 0)), ScaleRule.COLUMNS))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "all 2 points are the same, in the data; there is nothing to summarise:"
                + " one point says it all");
    assertThatThrownBy(() -> ScaledSample.of(new Sample(same, Weights.of(1, 0, 0)), ScaleRule.NONE))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("a single point has mass, in the data; ");
  }
}
