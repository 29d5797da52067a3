package org.mmdflow.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmdflow.random.Purpose;

class UnionTest {
  private static final long SEED = 11;
  private static final Law NORMAL = Distributions.gaussian(new double[] {1, -2}, 0.5);
  private static final Distribution GIVEN =
      Distributions.points(Points.ofRows(new double[] {7, 8}, new double[] {9, 10}), "\"a.npy\"");

  private static Distribution union(double c, Distribution a, Distribution b) {
    return Distributions.union(new double[] {c, 1 - c}, List.of(a, b));
  }

  @Test
  void spreadsEachCoefficientOverThePointsOfItsPart() {
    Distribution union = union(0.25, NORMAL.of(3), GIVEN);
    assertThat(union.n()).isEqualTo(5);
    assertThat(union.d()).isEqualTo(2);
    assertThat(union.weights().orElseThrow().toArray())
        .containsExactly(0.25 / 3, 0.25 / 3, 0.25 / 3, 0.375, 0.375);
  }

  @Test
  void drawsThePartsOneAfterTheOther() {
    Points drawn = union(0.5, NORMAL.of(3), GIVEN).sample(SEED, Purpose.TARGET);
    assertThat(drawn.rows(0, 1, 2)).isEqualTo(NORMAL.of(3).sample(SEED, Purpose.TARGET));
    assertThat(drawn.rows(3, 4)).isEqualTo(GIVEN.sample(0, Purpose.START));
  }

  @Test
  void aPartDoesNotDependOnTheSizeOfAnother() {
    Points few = union(0.5, NORMAL.of(3), NORMAL.of(4)).sample(SEED, Purpose.TARGET);
    Points more = union(0.1, NORMAL.of(5), NORMAL.of(4)).sample(SEED, Purpose.TARGET);
    assertThat(more.rows(5, 6, 7, 8)).isEqualTo(few.rows(3, 4, 5, 6));
  }

  @Test
  void equalPartsAreDrawnIndependently() {
    int n = 20_000;
    double[] x = union(0.5, NORMAL.of(n), NORMAL.of(n)).sample(SEED, Purpose.TARGET).data();
    double covariance = 0;
    for (int i = 0; i < n; i++) {
      covariance += (x[2 * i] - 1) * (x[2 * (n + i)] - 1) / n;
    }
    assertThat(covariance).isCloseTo(0, within(5 * 0.25 / Math.sqrt(n)));
  }

  @Test
  void redrawsLawsAndKeepsGivenPoints() {
    Distribution union = union(0.5, NORMAL.of(3), GIVEN);
    double[] first = union.sample(SEED, Purpose.TARGET).data();
    double[] next = new double[first.length];
    union.draw(SEED, Purpose.TARGET, 1, next);
    for (int k = 0; k < 6; k++) {
      assertThat(next[k]).isNotEqualTo(first[k]);
    }
    assertThat(Arrays.copyOfRange(next, 6, 10)).containsExactly(7, 8, 9, 10);
    assertThat(union.isFixed()).isFalse();
    assertThat(union(0.5, GIVEN, GIVEN).isFixed()).isTrue();
  }

  @Test
  void keepsTheWeightsOfAPart() {
    Distribution weighted =
        new Distribution() {
          @Override
          public int n() {
            return 2;
          }

          @Override
          public int d() {
            return 2;
          }

          @Override
          public void draw(
              long seed, Purpose purpose, long step, long firstParticle, double[] out) {
            Arrays.fill(out, 1);
          }

          @Override
          public java.util.Optional<Weights> weights() {
            return java.util.Optional.of(Weights.of(0.75, 0.25));
          }
        };
    assertThat(union(0.5, weighted, GIVEN).weights().orElseThrow().toArray())
        .containsExactly(0.375, 0.125, 0.25, 0.25);
  }

  @Test
  void writesTheExpression() {
    assertThat(union(0.25, NORMAL.of(3), GIVEN))
        .hasToString("0.25*gaussian(n=3, mean=[1, -2], sd=0.5) + 0.75*\"a.npy\"");
  }

  @Test
  void refusesWhatIsNoMixture() {
    Distribution line = Distributions.gaussian(new double[] {0}, 1).of(2);
    assertRefused(new double[] {0.5, 0.6}, List.of(GIVEN, GIVEN), "sum to 1.1, not to 1");
    assertRefused(new double[] {1.5, -0.5}, List.of(GIVEN, GIVEN), "must be positive: -0.5");
    assertRefused(new double[] {1, 0}, List.of(GIVEN, GIVEN), "must be positive: 0");
    assertRefused(new double[] {1, Double.NaN}, List.of(GIVEN, GIVEN), "must be positive: NaN");
    assertRefused(new double[] {1}, List.of(GIVEN, GIVEN), "in number: 1 != 2");
    assertRefused(new double[0], List.of(), "1 to 4096 parts: 0");
    assertRefused(new double[] {0.5, 0.5}, List.of(GIVEN, line), "in dimension: 2 != 1");
    assertRefused(new double[] {1}, List.of(union(0.5, GIVEN, GIVEN)), "a union itself");
    Distribution large = NORMAL.of(1 << 29);
    assertRefused(new double[] {0.5, 0.5}, List.of(large, large), "do not fit in one array");
    double[] many = new double[Union.MOST_PARTS + 1];
    Arrays.fill(many, 1.0 / many.length);
    assertRefused(many, Collections.nCopies(many.length, GIVEN), "1 to 4096 parts: 4097");
  }

  private static void assertRefused(double[] coefficients, List<Distribution> parts, String why) {
    assertThatThrownBy(() -> Distributions.union(coefficients, parts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
