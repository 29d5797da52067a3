package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.flow.KernelSobolev;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;

/** The distance on the line: closed forms, the inequality, and the regularised one below it. */
class LineSobolevTest {
  /** nu = U[0, 1], mu = U[0, c]: (1 - c)^2 / 3. */
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 0.75, 1})
  void uniforms(double c) {
    double s2 = LineSobolev.squared(x -> Math.min(1, x / c), x -> x, x -> 1, 0, 1, 16);
    assertThat(s2).isCloseTo((1 - c) * (1 - c) / 3, within(1e-14));
  }

  /**
   * nu = N(0, 1), mu = N(m, 1). In Hermite polynomials p_mu / p_nu = sum m^n He_n / n!, and -L He_n
   * = n He_n for the generator L of nu: S^2 = sum_n>0 m^2n / (n n!).
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1, 1.5})
  void gaussians(double m) {
    assertThat(ofGaussians(m)).isCloseTo(series(m), within(1e-8 * series(m)));
  }

  private static double series(double m) {
    double sum = 0;
    double term = 1;
    for (int n = 1; n < 60; n++) {
      term *= m * m / n;
      sum += term / n;
    }
    return sum;
  }

  private static double ofGaussians(double m) {
    return LineSobolev.squared(
        x -> cdf(x - m), LineSobolevTest::cdf, LineSobolevTest::density, -7, 9.5, 4000);
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** 1/2 + p(x) (x + x^3/3 + x^5/15 + ...); 1 ulp or so of the sum. */
  private static double cdf(double x) {
    double term = Math.abs(x);
    double sum = term;
    for (int n = 1; n < 400; n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return 0.5 + Math.copySign(density(x) * sum, x);
  }

  @Test
  void noMassWhereTheTargetIs() {
    DoubleUnaryOperator step = x -> x < 1 ? 0 : 1;
    assertThat(LineSobolev.squared(x -> Math.min(1, x / 2), step, x -> 0, 0, 2, 8)).isInfinite();
    assertThat(LineSobolev.squared(step, step, x -> 0, 0, 2, 8)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LineSobolev.squared(step, step, x -> 0, 1, 1, 8))
        .withMessage("no interval: from 1.0 to 1.0 in 8");
  }

  /** MMD^4 <= S^2 E |grad f|^2 for Gaussians: all three in closed form or by quadrature. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 5})
  void theLojasiewiczInequality(double h) {
    double h1 = h * h + 1;
    double h2 = h * h + 2;
    for (double m : new double[] {0.1, 0.7, 1.5}) {
      double mmd2 = 2 * h / Math.sqrt(h2) * (1 - Math.exp(-m * m / (2 * h2)));
      double energy = 0;
      for (double x = -9; x < 9; x += 1e-3) {
        double slope =
            -x * Math.exp(-x * x / (2 * h1)) + (x - m) * Math.exp(-(x - m) * (x - m) / (2 * h1));
        energy += 1e-3 * density(x) * Math.pow(h / Math.pow(h1, 1.5) * slope, 2);
      }
      assertThat(mmd2 * mmd2).isLessThanOrEqualTo(series(m) * energy);
      // The ratio is most of S^2 for wide kernels and small shifts.
      if (h == 5 && m == 0.1) {
        assertThat(mmd2 * mmd2 / energy).isGreaterThan(0.99 * series(m));
      }
    }
  }

  /** S_lambda^2 of many particles grows to S^2 from below as lambda falls. */
  @Test
  void theRegularisedDistanceGrowsToIt() {
    double m = 0.7;
    int n = 300;
    Points x = quantiles(n, 0);
    Points y = quantiles(n, m);
    Weights a = Weights.uniform(n);
    Kernel kernel = Kernel.gaussian(1);
    NaiveMmd naive = new NaiveMmd(kernel, y);
    double[] g = naive.gradient(x, x, a).data();
    double before = 0;
    for (double ridge : new double[] {1, 0.1, 0.01, 1e-3, 1e-4}) {
      double s2 =
          new KernelSobolev(kernel, n, 1, ridge)
              .squaredDistance(x.data(), a.toArray(), g, 2 * naive.halfV(x, a));
      assertThat(s2).isGreaterThan(before).isLessThan(series(m));
      before = s2;
    }
    assertThat(before).isGreaterThan(0.95 * series(m));
  }

  /** The middle quantiles of n equal shares of N(m, 1). */
  private static Points quantiles(int n, double m) {
    double[] points = new double[n];
    for (int i = 0; i < n; i++) {
      double low = -8;
      double high = 8;
      for (int k = 0; k < 60; k++) {
        double middle = 0.5 * (low + high);
        if (cdf(middle) < (i + 0.5) / n) {
          low = middle;
        } else {
          high = middle;
        }
      }
      points[i] = m + low;
    }
    return Points.of(n, 1, points);
  }
}
