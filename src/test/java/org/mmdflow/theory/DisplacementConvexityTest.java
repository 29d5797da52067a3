package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.kernel.Gaussian;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.theory.DisplacementConvexity.Constant;

class DisplacementConvexityTest {
  private static Points point(double... x) {
    return Points.ofRows(x);
  }

  private static DisplacementConvexity clouds(int d, double h) {
    Geodesic path =
        Geodesic.between(
            RandomClouds.gaussian(1, 20, d, 1.5, 0.6), RandomClouds.gaussian(2, 20, d, -0.5, 1.2));
    return new DisplacementConvexity(new Gaussian(h), path, RandomClouds.gaussian(3, 30, d));
  }

  @Test
  void theGeodesicHasConstantSpeed() {
    Points x = RandomClouds.gaussian(1, 40, 2, 2, 0.5);
    Points y = RandomClouds.gaussian(2, 40, 2);
    Geodesic path = Geodesic.between(x, y);
    double w2 = Wasserstein.exact(x, y);
    assertThat(path.squaredLength()).isCloseTo(w2 * w2, within(1e-12));
    for (double t : new double[] {0.25, 0.5, 1}) {
      assertThat(Wasserstein.exact(x, path.at(t))).isCloseTo(t * w2, within(1e-12));
      assertThat(Wasserstein.exact(path.at(t), y)).isCloseTo((1 - t) * w2, within(1e-12));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Geodesic(x, Points.zeros(39, 2)));
  }

  @Test
  void fIsTheMmdOfTheCloudOnItsWay() {
    Geodesic path =
        Geodesic.between(RandomClouds.gaussian(1, 20, 2, 1, 1), RandomClouds.gaussian(2, 20, 2));
    Points target = RandomClouds.gaussian(3, 30, 2);
    DisplacementConvexity f = new DisplacementConvexity(new Gaussian(0.8), path, target);
    NaiveMmd naive = new NaiveMmd(new Gaussian(0.8), target);
    for (double t : new double[] {0, 0.3, 1}) {
      assertThat(f.half(t)).isCloseTo(naive.halfV(path.at(t), Weights.uniform(20)), within(1e-14));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0.7", "2, 0.7", "2, 3", "5, 2"})
  void secondDerivativeByDifferences(int d, double h) {
    DisplacementConvexity f = clouds(d, h);
    double e = 1e-3;
    for (double t : new double[] {0.1, 0.5, 0.8}) {
      double found = (f.half(t + e) - 2 * f.half(t) + f.half(t - e)) / (e * e);
      assertThat(f.secondDerivative(t)).isCloseTo(found, within(1e-4 * (1 + Math.abs(found))));
    }
  }

  /** The operator norm of the fourth derivatives, by differences and a singular value. */
  @ParameterizedTest
  @CsvSource({"1, 0.5", "2, 1", "2, 2", "3, 1.5"})
  void assumptionCByDifferences(int d, double h) {
    double e = 0.02 * h;
    DMatrixRMaj matrix = new DMatrixRMaj(d * d, d * d);
    for (int row = 0; row < d * d; row++) {
      for (int column = 0; column < d * d; column++) {
        int[] axes = {row / d, row % d, column / d, column % d};
        double sum = 0;
        for (int signs = 0; signs < 16; signs++) {
          double[] at = new double[d];
          int sign = 1;
          for (int k = 0; k < 4; k++) {
            int s = (signs >> k & 1) == 0 ? 1 : -1;
            at[axes[k]] += s * e;
            sign *= s;
          }
          double q = 0;
          for (double u : at) {
            q += u * u;
          }
          // Two derivatives in y are two in x - y: the signs cancel.
          sum += sign * Math.exp(-q / (2 * h * h));
        }
        matrix.set(row, column, sum / Math.pow(2 * e, 4));
      }
    }
    double norm = NormOps_DDRM.inducedP2(matrix);
    assertThat(DisplacementConvexity.assumptionC(new Gaussian(h), d))
        .isCloseTo(norm, within(0.01 * norm));
  }

  @ParameterizedTest
  @EnumSource(
      value = Constant.class,
      names = {"CORRECTED", "SHARP"})
  void lambdaIsBelowTheSecondDerivative(Constant constant) {
    for (int d = 1; d <= 3; d++) {
      for (double h : new double[] {0.5, 1, 4}) {
        DisplacementConvexity f = clouds(d, h);
        for (double t = 0; t <= 1; t += 0.125) {
          assertThat(f.lambda(t, constant)).isLessThan(f.secondDerivative(t));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 5})
  void theBoundsHoldBetweenClouds(double h) {
    DisplacementConvexity f = clouds(2, h);
    double[] corrected = f.proposition5(40, Constant.CORRECTED);
    double[] sharp = f.proposition5(40, Constant.SHARP);
    for (int k = 0; k <= 40; k++) {
      double t = k / 40.0;
      assertThat(f.half(t)).isLessThanOrEqualTo(sharp[k] + 1e-12);
      assertThat(sharp[k]).isLessThanOrEqualTo(corrected[k] + 1e-12);
      assertThat(f.half(t)).isLessThanOrEqualTo(f.lemma(t) + 1e-12);
      assertThat(f.mixture(t)).isLessThanOrEqualTo(f.chord(t) + 1e-12);
    }
    assertThat(corrected[0]).isCloseTo(f.half(0), within(1e-14));
    assertThat(corrected[40]).isCloseTo(f.half(1), within(1e-14));
  }

  /** One point from h (sqrt(3) - 1/2) to h (sqrt(3) + 1/2), the target at 0, h = 10. */
  @Test
  void asPrintedItIsFalse() {
    double middle = 10 * Math.sqrt(3);
    DisplacementConvexity f =
        new DisplacementConvexity(
            new Gaussian(10),
            new Geodesic(point(middle - 5), point(middle + 5)),
            Points.zeros(1, 1));
    assertThat(f.half(0.5))
        .isCloseTo(1 - Math.exp(-1.5), within(1e-14))
        .isCloseTo(0.777, within(5e-4));
    assertThat(f.proposition5(200, Constant.PRINTED)[100]).isCloseTo(0.604, within(5e-4));
    assertThat(f.proposition5(200, Constant.CORRECTED)[100]).isCloseTo(0.867, within(1e-3));
  }

  /** F is above its chord where a point leaves the target behind by more than h. */
  @Test
  void fIsNotDisplacementConvex() {
    DisplacementConvexity f =
        new DisplacementConvexity(
            new Gaussian(1), new Geodesic(point(1), point(3)), Points.zeros(1, 1));
    assertThat(f.half(0.5)).isCloseTo(1 - Math.exp(-2), within(1e-15));
    assertThat(f.chord(0.5)).isCloseTo(1 - 0.5 * (Math.exp(-0.5) + Math.exp(-4.5)), within(1e-15));
    assertThat(f.half(0.5)).isGreaterThan(f.chord(0.5) + 0.15);
    assertThat(f.mixture(0.5)).isLessThan(f.chord(0.5));
  }

  /** Between two target points a moving point must cross a barrier, higher than both ends. */
  @Test
  void aBarrierBetweenTwoTargetPoints() {
    Points target = Points.ofRows(new double[] {-2}, new double[] {2});
    DisplacementConvexity f =
        new DisplacementConvexity(new Gaussian(0.8), new Geodesic(point(-2), point(2)), target);
    assertThat(f.half(0)).isCloseTo(f.half(1), within(1e-15));
    assertThat(f.half(0.5)).isGreaterThan(f.half(0) + 0.4);
    assertThat(f.barrier(100, Constant.CORRECTED)).isNegative();
  }

  /** One point reaches -2 exp(-3/2) / h^2, well above the -2 L of the lemma. */
  @Test
  void theWorstSecondDerivativeOfOnePoint() {
    double worst = 0;
    for (double x = 0; x <= 4; x += 0.001) {
      DisplacementConvexity f =
          new DisplacementConvexity(
              new Gaussian(1), new Geodesic(point(x), point(x + 1)), Points.zeros(1, 1));
      worst = Math.min(worst, f.secondDerivative(0));
    }
    // One point has no self-interaction: 1 - k alone, at sqrt(3) h.
    assertThat(worst).isCloseTo(-2 * Math.exp(-1.5), within(1e-6));
  }

  @Test
  void dimensionsMustAgree() {
    Geodesic path = new Geodesic(point(0), point(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DisplacementConvexity(new Gaussian(1), path, Points.zeros(1, 2)))
        .withMessageContaining("1 != 2");
  }
}
