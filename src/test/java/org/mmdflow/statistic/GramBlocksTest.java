package org.mmdflow.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.random.Purpose;

class GramBlocksTest {
  private static Points cloud(int n, int d, long seed) {
    return Distributions.gaussian(new double[d], 1.0).of(n).sample(seed, Purpose.START);
  }

  private static double h1(Points x, int i, Points y, int j) {
    double square = 0;
    for (int axis = 0; axis < x.d(); axis++) {
      square += (x.get(i, axis) - y.get(j, axis)) * (x.get(i, axis) - y.get(j, axis));
    }
    return Math.exp(-square / 2);
  }

  @Test
  void rowsComeInOrderInPiecesThatFit() {
    Points x = cloud(67, 3, 1);
    Points y = cloud(400_009, 3, 2);
    List<Integer> counts = new ArrayList<>();
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      GramBlocks.compute(
          engine,
          Kernel.gaussian(1),
          Precision.DOUBLE,
          x,
          y,
          (rows, count) -> {
            int first = counts.stream().mapToInt(c -> c).sum();
            counts.add(count);
            for (int row = 0; row < count; row++) {
              for (int j : new int[] {0, 1, 200_003, y.n() - 1}) {
                assertThat(rows[row * y.n() + j])
                    .isCloseTo(h1(x, first + row, y, j), within(1e-14));
              }
            }
          });
    }
    assertThat(counts).containsExactly(20, 20, 20, 7);
  }

  @Test
  void differentDimensionsAreRefused() {
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      assertThatThrownBy(
              () ->
                  GramBlocks.compute(
                      engine,
                      Kernel.gaussian(1),
                      Precision.DOUBLE,
                      cloud(2, 2, 1),
                      cloud(2, 3, 1),
                      (rows, count) -> {}))
          .hasMessage("dimensions differ: 2 != 3");
    }
  }

  @Test
  void theWitnessIsTheDifferenceOfTheMeans() {
    Points x = cloud(31, 2, 1);
    Points y = cloud(43, 2, 2);
    Points at = cloud(7, 2, 3);
    double[] b = new double[43];
    java.util.Arrays.fill(b, 0.5 / 42);
    b[5] = 0.5;
    Witness.Values values;
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT);
        Witness witness =
            new Witness(
                engine,
                Kernel.gaussian(1),
                Precision.DOUBLE,
                x,
                Weights.uniform(31),
                y,
                Weights.of(b))) {
      values = witness.at(at);
    }
    Points table = values.table();
    assertThat(table.d()).isEqualTo(3);
    for (int i = 0; i < at.n(); i++) {
      double[] expected = new double[3];
      for (int j = 0; j < x.n(); j++) {
        add(expected, 1.0 / 31, at, i, x, j);
      }
      for (int j = 0; j < y.n(); j++) {
        add(expected, -b[j], at, i, y, j);
      }
      for (int c = 0; c < 3; c++) {
        assertThat(table.get(i, c)).isCloseTo(expected[c], within(1e-14));
      }
    }
  }

  /** f and the gradient of exp(-r^2/2). */
  private static void add(double[] sum, double weight, Points z, int i, Points s, int j) {
    double k = weight * h1(z, i, s, j);
    sum[0] += k;
    for (int axis = 0; axis < 2; axis++) {
      sum[1 + axis] -= k * (z.get(i, axis) - s.get(j, axis));
    }
  }
}
