package org.mmdflow.statistic.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

class DrawsTest {
  private static final Weights SKEWED = Weights.of(0, 0.5, 0.3, 0, 0.2, 0);

  private static int[] counts(int[] rows, int n) {
    int[] counts = new int[n];
    Arrays.stream(rows).forEach(row -> counts[row]++);
    return counts;
  }

  @Test
  void drawsByWeightComeAsOftenAsTheyWeigh() {
    int[] counts = counts(new Draws(1, SKEWED).subset(7, 100_000), 6);
    for (int i = 0; i < 6; i++) {
      // Five standard deviations.
      assertThat(counts[i] / 1e5).isCloseTo(SKEWED.get(i), within(0.008));
    }
    assertThat(counts[0] + counts[3] + counts[5]).isZero();
  }

  @Test
  void equalWeightsGiveSubsetsWithoutRepetition() {
    Draws draws = new Draws(2, Weights.uniform(50));
    int[] some = draws.subset(1, 20);
    assertThat(some).hasSize(20).doesNotHaveDuplicates();
    assertThat(draws.subset(2, 20)).isNotEqualTo(some);
    assertThat(new Draws(2, Weights.uniform(50)).subset(1, 20)).isEqualTo(some);
    assertThat(new Draws(3, Weights.uniform(50)).subset(1, 20)).isNotEqualTo(some);
    assertThat(draws.systematic(50)).containsExactlyInAnyOrder(IntStream.range(0, 50).toArray());
  }

  @Test
  void systematicDrawsMissTheShareByLessThanOne() {
    int[] rows = new Draws(4, SKEWED).systematic(17);
    int[] counts = counts(rows, 6);
    for (int i = 0; i < 6; i++) {
      assertThat(Math.abs(counts[i] - 17 * SKEWED.get(i))).isLessThan(1);
    }
    assertThat(rows).hasSize(17).isNotEqualTo(Arrays.stream(rows).sorted().toArray());
  }

  @Test
  void theLastRowWithMassIsTheLastThatIsDrawn() {
    double[] cumulative = Draws.cumulative(SKEWED.toArray());
    assertThat(Draws.at(cumulative, 1 - 0x1p-53)).isEqualTo(4);
    assertThat(Draws.at(cumulative, 1)).isEqualTo(4);
    assertThat(Draws.at(cumulative, 0x1p-60)).isEqualTo(1);
  }

  @Test
  void uniformsLieInsideAndHaveTheirMean() {
    Draws draws = new Draws(5, SKEWED);
    double mean = 0;
    for (int i = 0; i < 10_000; i++) {
      double u = draws.uniform(1, i);
      assertThat(u).isStrictlyBetween(0.0, 1.0);
      mean += u / 10_000;
    }
    assertThat(mean).isCloseTo(0.5, within(0.015));
  }

  /** Four clusters far apart: each gets one of four seeds. */
  @Test
  void seedsOfKMeansReachEveryCluster() {
    Points cloud = RandomClouds.gaussian(6, 400, 2);
    for (int i = 0; i < 400; i++) {
      cloud.data()[2 * i] += 1000 * (i % 4);
    }
    Draws draws = new Draws(7, Weights.uniform(400));
    int[] seeds = Seeds.rows(Sample.of(cloud), 4, draws, Watch.NOBODY);
    assertThat(Arrays.stream(seeds).map(row -> row % 4).toArray())
        .containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(Seeds.rows(Sample.of(cloud), 4, draws, Watch.NOBODY)).isEqualTo(seeds);
  }

  @Test
  void seedsTakeDifferentPointsAsLongAsThereAreAny() {
    Points two = Points.ofRows(new double[] {0}, new double[] {1}, new double[] {9});
    Sample sample = new Sample(two, Weights.of(0.5, 0.5, 0));
    int[] seeds = Seeds.rows(sample, 3, new Draws(8, sample.weights()), Watch.NOBODY);
    assertThat(Arrays.copyOf(seeds, 2)).containsExactlyInAnyOrder(0, 1);
    assertThat(seeds[2]).isBetween(0, 1);
  }
}
