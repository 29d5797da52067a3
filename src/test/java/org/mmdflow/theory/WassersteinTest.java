package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.statistic.Sample;

class WassersteinTest {
  private static Points line(double... values) {
    return Points.of(values.length, 1, values);
  }

  private static Points shifted(Points x, double... shift) {
    Points y = x.copy();
    for (int k = 0; k < y.data().length; k++) {
      y.data()[k] += shift[k % shift.length];
    }
    return y;
  }

  @Test
  void onTheLineOfTwoSizes() {
    Sample one = Sample.of(line(0));
    assertThat(Wasserstein.onLine(one, Sample.of(line(3, -4)))).isEqualTo(Math.sqrt(12.5));
    // Quantiles: 0 to 1/3 at 0, to 1/2 at 1, to 2/3 at 1, to 1 at 5; against 1 and 2.
    double squared = 1 / 3.0 + 0 / 6.0 + 1 / 6.0 + 9 / 3.0;
    assertThat(Wasserstein.onLine(Sample.of(line(5, 0, 1)), Sample.of(line(2, 1))))
        .isCloseTo(Math.sqrt(squared), within(1e-15));
  }

  @Test
  void onTheLineWithWeights() {
    Sample x = new Sample(line(2, 0), Weights.of(0.25, 0.75));
    Sample y = new Sample(line(0, 1, 7), Weights.of(0.5, 0.5, 0));
    // 1/2 from 0 to 0, 1/4 from 0 to 1, 1/4 from 2 to 1.
    assertThat(Wasserstein.onLine(x, y)).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(Wasserstein.onLine(y, x)).isCloseTo(Math.sqrt(0.5), within(1e-15));
  }

  /** Repeating points is what weights that are multiples of 1/n mean. */
  @Test
  void weightsAreRepeatedPoints() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 50; trial++) {
      double[] points = random.doubles(6, -1, 1).toArray();
      double[] repeated = new double[21];
      double[] weights = new double[6];
      for (int i = 0, k = 0; i < 6; i++) {
        weights[i] = (i + 1) / 21.0;
        for (int r = 0; r <= i; r++) {
          repeated[k++] = points[i];
        }
      }
      Sample other = Sample.of(line(random.doubles(9, -1, 1).toArray()));
      double expected = Wasserstein.onLine(Sample.of(line(repeated)), other);
      assertThat(Wasserstein.onLine(new Sample(line(points), Weights.of(weights)), other))
          .isCloseTo(expected, within(1e-12));
    }
  }

  /** Sorting and assignment are two ways to one number. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 200})
  void assignmentOnTheLineIsSorting(int n) {
    Points x = RandomClouds.gaussian(1, n, 1, 2, 3);
    Points y = RandomClouds.gaussian(2, n, 1);
    double byAssignment = Math.sqrt(Wasserstein.assignment(x, y).cost() / n);
    assertThat(Wasserstein.exact(x, y)).isCloseTo(byAssignment, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aTranslationCostsItsLength(int d) {
    Points x = RandomClouds.gaussian(4, 150, d);
    double[] shift = new double[d];
    Arrays.setAll(shift, c -> 3.0 - c);
    double length = Math.sqrt(Arrays.stream(shift).map(s -> s * s).sum());
    assertThat(Wasserstein.exact(x, shifted(x, shift))).isCloseTo(length, within(1e-13 * length));
    assertThat(Wasserstein.exact(x, x)).isZero();
    assertThat(Wasserstein.exact(x, x.rows(reversed(150)))).isZero();
  }

  private static int[] reversed(int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> n - 1 - i);
    return order;
  }

  /** W2^2 = |m|^2 + d (s - t)^2 between isotropic Gaussians; samples exceed it a little. */
  @Test
  void gaussiansWithinTheErrorOfSampling() {
    int n = 600;
    double far =
        Wasserstein.exact(
            RandomClouds.gaussian(1, n, 2, 3, 0.5), RandomClouds.gaussian(2, n, 2, 0, 1.5));
    // The mean difference of two samples has variance (s^2 + t^2) / n on each axis.
    assertThat(far * far).isCloseTo(18 + 2, within(4 * 2 * 6 * Math.sqrt(2.5 / n) / 1.4));
    double[] error = new double[3];
    int[] sizes = {50, 200, 800};
    for (int k = 0; k < 3; k++) {
      error[k] =
          Wasserstein.exact(
              RandomClouds.gaussian(3, sizes[k], 2), RandomClouds.gaussian(4, sizes[k], 2));
    }
    assertThat(error[0]).isGreaterThan(error[1]);
    assertThat(error[1]).isGreaterThan(error[2]).isLessThan(0.5);
  }

  @Test
  void slicedOfATranslationIsItsLengthOnTheMean() {
    Points x = RandomClouds.gaussian(5, 100, 3);
    SlicedDistance found =
        Wasserstein.sliced(Sample.of(x), Sample.of(shifted(x, 1, -2, 2)), 4000, 7);
    assertThat(found.standardError()).isBetween(0.005, 0.02);
    assertThat(found.value()).isCloseTo(Math.sqrt(3), within(4 * found.standardError()));
    assertThat(found.w2AtLeast()).isCloseTo(3, within(4 * 1.8 * found.standardError()));
    assertThat(Wasserstein.sliced(Sample.of(x), Sample.of(x), 10, 7).value()).isZero();
  }

  /** Between isotropic Gaussians the sliced distance is a closed form too. */
  @Test
  void slicedOfGaussians() {
    Sample x = Sample.of(RandomClouds.gaussian(6, 20_000, 2, 1, 0.5));
    Sample y = Sample.of(RandomClouds.gaussian(7, 30_000, 2, 0, 1));
    SlicedDistance found = Wasserstein.sliced(x, y, 200, 1);
    double error = 4 * found.standardError() + 0.02;
    assertThat(found.value()).isCloseTo(Math.sqrt(2 / 2.0 + 0.25), within(error));
    assertThat(found.directions()).isEqualTo(200);
  }

  @Test
  void slicedStaysBelowW2() {
    for (int seed = 0; seed < 10; seed++) {
      Points x = RandomClouds.gaussian(seed, 60, 2);
      Points y = RandomClouds.gaussian(100 + seed, 60, 2, 0.3, 2);
      SlicedDistance found = Wasserstein.sliced(Sample.of(x), Sample.of(y), 300, seed);
      double spread = 3 * Math.sqrt(2) * found.standardError();
      assertThat(found.w2AtLeast()).isLessThan(Wasserstein.exact(x, y) + spread);
    }
  }

  @Test
  void slicedOnTheLineHasNoError() {
    Sample x = Sample.of(RandomClouds.gaussian(1, 40, 1));
    Sample y = new Sample(RandomClouds.gaussian(2, 30, 1, 1, 1), RandomClouds.weights(3, 30));
    SlicedDistance found = Wasserstein.sliced(x, y, 5, 0);
    assertThat(found.value()).isCloseTo(Wasserstein.onLine(x, y), within(1e-12));
    assertThat(found.standardError()).isLessThan(1e-12);
  }

  @Test
  void slicedDependsOnTheSeedAlone() {
    Sample x = Sample.of(RandomClouds.gaussian(1, 40, 2));
    Sample y = Sample.of(RandomClouds.gaussian(2, 40, 2));
    assertThat(Wasserstein.sliced(x, y, 20, 5)).isEqualTo(Wasserstein.sliced(x, y, 20, 5));
    assertThat(Wasserstein.sliced(x, y, 20, 5)).isNotEqualTo(Wasserstein.sliced(x, y, 20, 6));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Points many = Points.zeros(5001, 2);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Wasserstein.exact(many, many))
        .withMessage(
            "exact W2 takes at most 5000 points but there are 5001, in each cloud; use sliced W2,"
                + " which takes any number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wasserstein.exact(Points.zeros(3, 2), Points.zeros(4, 2)))
        .withMessageContaining("3 and 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wasserstein.exact(Points.zeros(3, 2), Points.zeros(3, 1)))
        .withMessageContaining("2 != 1");
    Sample plane = Sample.of(Points.zeros(3, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wasserstein.onLine(plane, plane))
        .withMessageContaining("1 coordinate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wasserstein.sliced(plane, plane, 1, 0))
        .withMessageContaining("at least 2 directions");
  }
}
