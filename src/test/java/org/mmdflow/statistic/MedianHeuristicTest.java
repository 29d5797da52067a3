package org.mmdflow.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

class MedianHeuristicTest {
  @Test
  void isTheMiddleOfAnOddNumberOfDistances() {
    Points three = Points.ofRows(new double[] {0}, new double[] {1}, new double[] {5});
    assertThat(MedianHeuristic.median(three, 1)).isEqualTo(4);
  }

  @Test
  void isTheMeanOfTheTwoMiddleDistances() {
    // 1, 2, 3, 3, 5, 6
    Points four =
        Points.ofRows(new double[] {0}, new double[] {1}, new double[] {3}, new double[] {6});
    assertThat(MedianHeuristic.median(four, 1)).isEqualTo(3);
    // 1, 3, 4, 6, 7, 10
    Points other =
        Points.ofRows(new double[] {0}, new double[] {1}, new double[] {4}, new double[] {-6});
    assertThat(MedianHeuristic.median(other, 1)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 17, 40, 101})
  void isTheSortedDefinition(int n) {
    Points points = RandomClouds.gaussian(n, n, 3);
    double[] distances = new double[n * (n - 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double a = points.get(i, 0) - points.get(j, 0);
        double b = points.get(i, 1) - points.get(j, 1);
        double c = points.get(i, 2) - points.get(j, 2);
        distances[at++] = Math.sqrt(a * a + b * b + c * c);
      }
    }
    Arrays.sort(distances);
    int last = distances.length - 1;
    double expected = (distances[last / 2] + distances[distances.length / 2]) / 2;
    assertThat(MedianHeuristic.median(points, 1)).isCloseTo(expected, within(1e-15));
  }

  @Test
  void aLargeSampleIsRepresentedByItsSeededSubset() {
    Points large = RandomClouds.gaussian(1, 2500, 2);
    Points subset = large.rows(Noise.of(9).subset(Purpose.SUBSET, 0, 2500, 2000));
    double median = MedianHeuristic.median(large, 9);
    assertThat(median)
        .isEqualTo(MedianHeuristic.median(subset, 4))
        .isNotEqualTo(MedianHeuristic.median(large, 10))
        .isNotEqualTo(MedianHeuristic.median(large.rows(first(2000)), 9));
    // |x - y|^2 / 2 is chi-squared with 2 degrees of freedom: median 2 ln 2.
    assertThat(median).isCloseTo(2 * Math.sqrt(Math.log(2)), within(0.05));
  }

  private static int[] first(int n) {
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    return rows;
  }

  @Test
  void coincidentPointsAreRefused() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> MedianHeuristic.median(Points.zeros(5, 2), 1))
        .withMessageContaining("the median distance of the target is 0")
        .withMessageContaining("; give the bandwidth as a number");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> MedianHeuristic.median(Points.zeros(1, 2), 1))
        .withMessageContaining("a single point");
  }
}
