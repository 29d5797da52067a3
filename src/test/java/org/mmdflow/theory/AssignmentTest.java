package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;

class AssignmentTest {
  private static Costs table(double[][] costs) {
    return (i, out) -> System.arraycopy(costs[i], 0, out, 0, out.length);
  }

  private static double[][] random(SplittableRandom random, int n, boolean whole) {
    double[][] costs = new double[n][n];
    for (double[] row : costs) {
      Arrays.setAll(row, j -> whole ? random.nextInt(4) : random.nextDouble(-1, 1));
    }
    return costs;
  }

  private static double leastOfAll(double[][] costs, int row, int taken) {
    if (row == costs.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < costs.length; j++) {
      if ((taken >> j & 1) == 0) {
        least = Math.min(least, costs[row][j] + leastOfAll(costs, row + 1, taken | 1 << j));
      }
    }
    return least;
  }

  private static void isPermutation(int[] column) {
    assertThat(Arrays.stream(column).sorted().toArray())
        .isEqualTo(IntStream.range(0, column.length).toArray());
  }

  /** Whole costs have many ties, fractions none. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void leastOfAllPermutations(int n) {
    SplittableRandom random = new SplittableRandom(n);
    for (int trial = 0; trial < 200; trial++) {
      double[][] costs = random(random, n, trial % 2 == 0);
      Assignment found = Assignment.of(n, table(costs));
      isPermutation(found.column());
      assertThat(found.cost()).isCloseTo(leastOfAll(costs, 0, 0), within(1e-12));
      assertThat(found.certificateError(table(costs))).isLessThan(1e-12);
    }
  }

  @Test
  void theDualsProveIt() {
    for (boolean whole : new boolean[] {false, true}) {
      double[][] costs = random(new SplittableRandom(9), 300, whole);
      Assignment found = Assignment.of(300, table(costs));
      isPermutation(found.column());
      assertThat(found.certificateError(table(costs))).isLessThan(1e-11);
    }
  }

  /** The check of the certificate finds a worse assignment and duals that promise too much. */
  @Test
  void aFalseCertificateIsFound() {
    double[][] costs = {{0, 1}, {2, 4}};
    Assignment right = Assignment.of(2, table(costs));
    assertThat(right.column()).containsExactly(1, 0);
    assertThat(right.cost()).isEqualTo(3);
    Assignment worse = new Assignment(new int[] {0, 1}, right.rowDual(), right.columnDual(), 4);
    assertThat(worse.certificateError(table(costs))).isEqualTo(1);
    Assignment promising =
        new Assignment(right.column(), new double[] {0, 3}, new double[] {0, 0}, 3);
    assertThat(promising.certificateError(table(costs))).isEqualTo(1);
  }

  /** Clouds far apart, of other spreads, equal, or all in one point. */
  @ParameterizedTest
  @CsvSource({"300, 2, 0, 1", "300, 2, 1000, 0.01", "300, 10, 3, 2", "200, 1, 0, 1", "50, 3, 5, 0"})
  void theDualsProveItBetweenClouds(int n, int d, double centre, double sd) {
    Points x = RandomClouds.gaussian(1, n, d, centre, sd);
    Points y = RandomClouds.gaussian(2, n, d);
    Assignment found = Wasserstein.assignment(x, y);
    isPermutation(found.column());
    SquaredDistances costs = new SquaredDistances(x, y);
    assertThat(found.certificateError(costs)).isLessThan(1e-12 * Math.max(n, found.cost()));
    Assignment plain = Assignment.of(n, costs);
    assertThat(found.cost()).isCloseTo(plain.cost(), within(1e-11 * Math.max(n, found.cost())));
  }

  @Test
  void largeTablesAreMadeRowByRow() {
    Points x = RandomClouds.gaussian(1, 2100, 2);
    double[] row = new double[2100];
    new SquaredDistances(x, x).row(7, row);
    for (int j = 0; j < 2100; j += 100) {
      double a = x.get(7, 0) - x.get(j, 0);
      double b = x.get(7, 1) - x.get(j, 1);
      assertThat(row[j]).isCloseTo(a * a + b * b, within(1e-14));
    }
  }
}
