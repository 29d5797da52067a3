package org.mmdflow.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

class DistributionsTest {
  private static final int N = 40_009;

  static Stream<Law> laws() {
    return Stream.of(
        Distributions.gaussian(new double[] {1, -2, 3}, 0.5),
        Distributions.gaussian(new double[] {1, -2}, new double[] {0.5, 2}),
        Distributions.uniform(new double[] {-1, 0}, new double[] {1, 5}),
        Distributions.ring(new double[] {3, 4}, 2, 0.1),
        Distributions.sphere(3),
        mixture(),
        Distributions.grid(2, 3, new double[] {1, 0, 2, 0, 0, 3}, "\"a.png\""));
  }

  private static Law mixture() {
    return Distributions.mixture(
        List.of(
            new GaussianComponent(0.25, List.of(-4.0, 0.0), 0.5),
            new GaussianComponent(0, List.of(100.0, 0.0), 1),
            new GaussianComponent(0.75, List.of(4.0, 1.0), 0)),
        "file=\"m.csv\"");
  }

  @ParameterizedTest
  @MethodSource("laws")
  void beginsALongDrawWithTheShortOne(Law law) {
    double[] all = law.sample(N, 5).data();
    for (int n : new int[] {1, 2, 1023, 4099}) {
      assertThat(law.sample(n, 5).data()).isEqualTo(Arrays.copyOf(all, n * law.d()));
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void drawsOtherPointsForAnotherSeedPurposeOrStep(Law law) {
    double[] first = law.sample(11, 5).data();
    double[] other = new double[first.length];
    assertThat(law.sample(11, 6).data()).isNotEqualTo(first);
    law.draw(5, Purpose.TARGET, 0, 11, other);
    assertThat(other).isNotEqualTo(first);
    law.draw(5, Purpose.START, 1, 11, other);
    assertThat(other).isNotEqualTo(first);
    law.of(11).draw(5, Purpose.START, 0, other);
    assertThat(other).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("laws")
  void beginsWithTheParticleAskedFor(Law law) {
    double[] all = law.sample(N, 5).data();
    double[] later = new double[4500 * law.d()];
    law.draw(5, Purpose.START, 0, 1001, 4500, later);
    assertThat(later).isEqualTo(Arrays.copyOfRange(all, 1001 * law.d(), 5501 * law.d()));
    assertRefused(() -> law.draw(5, Purpose.START, 0, Noise.LIMIT, 4500, later), "out of range");
  }

  @Test
  void scalesTheNormalsOfTheParticle() {
    double[] z = new double[6];
    Noise.of(9).normals(Purpose.START, 0, 0, 3, 2, z);
    double[] x = Distributions.gaussian(new double[] {10, -1}, 0.25).sample(3, 9).data();
    for (int k = 0; k < 6; k++) {
      assertThat(x[k]).isEqualTo(Math.fma(0.25, z[k], k % 2 == 0 ? 10 : -1));
    }
  }

  @Test
  void hasTheMomentsOfTheUniform() {
    Points points = Distributions.uniform(new double[] {-1, 0}, new double[] {1, 5}).sample(N, 1);
    assertThat(mean(points, 0)).isCloseTo(0, within(5 * 2 / Math.sqrt(12.0 * N)));
    assertThat(mean(points, 1)).isCloseTo(2.5, within(5 * 5 / Math.sqrt(12.0 * N)));
    for (int i = 0; i < N; i++) {
      assertThat(points.get(i, 1)).isBetween(0.0, 5.0);
    }
  }

  @Test
  void liesOnTheRing() {
    Points circle = Distributions.ring(new double[] {3, 4}, 2, 0).sample(N, 1);
    double second = 0;
    for (int i = 0; i < N; i++) {
      double x = circle.get(i, 0) - 3;
      double y = circle.get(i, 1) - 4;
      assertThat(Math.hypot(x, y)).isCloseTo(2, within(1e-14));
      second += (x * x - y * y) / N;
    }
    // x^2 - y^2 = 4 cos(2 angle) has mean 0 and variance 8.
    assertThat(second).isCloseTo(0, within(5 * Math.sqrt(8.0 / N)));
    assertThat(mean(circle, 0)).isCloseTo(3, within(5 * Math.sqrt(2.0 / N)));
    assertThat(mean(circle, 1)).isCloseTo(4, within(5 * Math.sqrt(2.0 / N)));
    Points ring = Distributions.ring(new double[] {3, 4}, 2, 0.1).sample(N, 1);
    double blur = 0;
    for (int k = 0; k < 2 * N; k++) {
      blur += Math.pow(ring.data()[k] - circle.data()[k], 2) / (2 * N);
    }
    assertThat(blur).isCloseTo(0.01, within(5 * 0.01 * Math.sqrt(1.0 / N)));
  }

  @Test
  void picksComponentsByWeight() {
    Points points = mixture().sample(N, 1);
    double left = 0;
    for (int i = 0; i < N; i++) {
      boolean first = points.get(i, 0) < 0;
      left += first ? 1.0 / N : 0;
      assertThat(points.get(i, 0)).isLessThan(50);
      if (!first) {
        assertThat(points.get(i, 0)).isEqualTo(4);
        assertThat(points.get(i, 1)).isEqualTo(1);
      }
    }
    assertThat(left).isCloseTo(0.25, within(5 * Math.sqrt(0.25 * 0.75 / N)));
  }

  @Test
  void fillsCellsByMass() {
    // Longer side 3: cells of side 1/3, rows between 1/6 and 5/6.
    Points points = Distributions.grid(2, 3, new double[] {1, 0, 2, 0, 0, 3}, "x").sample(N, 1);
    double[] found = new double[6];
    for (int i = 0; i < N; i++) {
      double row = (5.0 / 6 - points.get(i, 1)) * 3;
      assertThat(row).isBetween(0.0, 2.0);
      found[3 * (int) row + (int) (points.get(i, 0) * 3)] += 6.0 / N;
    }
    double[] expected = {1, 0, 2, 0, 0, 3};
    for (int cell = 0; cell < 6; cell++) {
      double tolerance = 5 * 6 * Math.sqrt(expected[cell] / 6 / N);
      assertThat(found[cell]).isCloseTo(expected[cell], within(tolerance));
    }
  }

  @Test
  void keepsItsOwnCopyOfGivenPoints() {
    Points points = Points.ofRows(new double[] {1, -0.5}, new double[] {3, 1e-7});
    Distribution fixed = Distributions.points(points);
    points.data()[0] = 7;
    fixed.sample(1, Purpose.START).data()[1] = 7;
    assertThat(fixed.sample(2, Purpose.TARGET).data()).containsExactly(1, -0.5, 3, 1e-7);
    assertThat(fixed).hasToString("points([[1, -0.5], [3, 1e-7]])");
    assertThat(fixed.isFixed()).isTrue();
  }

  @Test
  void refusesNumbersOutOfRange() {
    double[] one = {0};
    double[] two = {0, 0};
    assertRefused(() -> Distributions.gaussian(new double[0], 1), "mean is empty");
    assertRefused(() -> Distributions.gaussian(one, -1), "sd must not be negative: -1");
    assertRefused(() -> Distributions.gaussian(one, Double.NaN), "sd must be finite: NaN");
    assertRefused(() -> Distributions.gaussian(two, new double[3]), "differ in length: 2 != 3");
    assertRefused(() -> Distributions.uniform(one, one), "low must be below high");
    assertRefused(() -> Distributions.uniform(one, two), "differ in length: 1 != 2");
    assertRefused(() -> Distributions.ring(one, 1, 0), "centre has 1 coordinates, not 2");
    assertRefused(() -> Distributions.ring(two, 0, 0), "radius must be positive: 0");
    assertRefused(() -> Distributions.mixture(List.of(), "x"), "at least one");
    assertRefused(() -> Distributions.grid(1, 2, new double[2], "x"), "no finite positive sum");
    assertRefused(() -> Distributions.grid(1, 3, new double[2], "x"), "1 x 3 cells");
    assertRefused(() -> Distributions.gaussian(one, 1).of(0), "at least one point");
    assertRefused(() -> Distributions.gaussian(two, 1).of(1 << 30), "do not fit");
  }

  private static void assertRefused(Runnable action, String part) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  private static double mean(Points points, int axis) {
    double sum = 0;
    for (int i = 0; i < points.n(); i++) {
      sum += points.get(i, axis);
    }
    return sum / points.n();
  }

  @Test
  void aSphereIsRoundAndBalanced() {
    int d = 3;
    double[] points = Distributions.sphere(d).sample(N, 5).data();
    double[] mean = new double[d];
    double[] square = new double[d];
    for (int i = 0; i < N; i++) {
      double length = 0;
      for (int c = 0; c < d; c++) {
        double value = points[i * d + c];
        length += value * value;
        mean[c] += value / N;
        square[c] += value * value / N;
      }
      assertThat(length).isCloseTo(1, within(1e-14));
    }
    for (int c = 0; c < d; c++) {
      assertThat(mean[c]).isCloseTo(0, within(4 / Math.sqrt(3.0 * N)));
      assertThat(square[c]).isCloseTo(1.0 / d, within(4 * Math.sqrt(4 / 45.0 / N)));
    }
    assertThatThrownBy(() -> Distributions.sphere(0))
        .hasMessage("a sphere needs a dimension of at least 1: 0");
  }
}
