package org.mmdflow.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

class MmdObjectiveTest {
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private Cloud upload(Points points) {
    Cloud cloud = engine.cloud(points.n(), points.d(), Precision.DOUBLE);
    cloud.write(points.data());
    return cloud;
  }

  private Metrics measure(Kernel kernel, Points x, Weights a, Points y, Weights b) {
    KernelSum sum = engine.kernelSum(kernel, x.d(), Precision.DOUBLE, Summation.exact());
    try (MmdObjective objective =
        new MmdObjective(engine, sum, kernel, upload(x), a, upload(y), b)) {
      return objective.measure();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussian(h=1.5)",
        "energy",
        "riesz(s=0.5)",
        "matern32(l=2)",
        "imq(l=1)",
        "polynomial(degree=3, c=1)",
        "0.5*gaussian(h=1) + 2*polynomial(degree=2, c=0.5)"
      })
  void metricsAreTheDefinitions(String text) {
    Kernel kernel = Kernel.parse(text);
    Points x = RandomClouds.gaussian(1, 37, 3);
    Points y = RandomClouds.gaussian(2, 53, 3, 0.5, 1.2);
    for (boolean weighted : new boolean[] {false, true}) {
      Weights a = weighted ? RandomClouds.weights(3, 37) : Weights.uniform(37);
      Weights b = weighted ? RandomClouds.weights(4, 53) : Weights.uniform(53);
      NaiveMmd naive = new NaiveMmd(kernel, y, b);

      Metrics metrics = measure(kernel, x, a, y, b);

      double size = 1e-12 * (1 + Math.abs(NaiveMmd.value(kernel, x, 0, x, 0)) * 100);
      assertThat(metrics.halfMmd2V()).isCloseTo(naive.halfV(x, a), within(size));
      assertThat(metrics.halfMmd2U()).isCloseTo(naive.halfU(x, a), within(size));
      double g = naive.meanSquaredGradient(x, a);
      assertThat(metrics.meanSquaredGradient()).isCloseTo(g, within(1e-12 * g));
    }
  }

  /** N^2 V_xx = N (N - 1) U_xx + sum of k(x_i, x_i), for both samples. */
  @Test
  void unbiasedAndBiasedDifferByTheDiagonal() {
    Kernel kernel = Kernel.gaussian(1);
    int n = 20;
    int m = 30;
    Points x = RandomClouds.gaussian(5, n, 2);
    Points y = RandomClouds.gaussian(6, m, 2);

    Metrics metrics = measure(kernel, x, Weights.uniform(n), y, Weights.uniform(m));

    double xx = mean(kernel, x);
    double yy = mean(kernel, y);
    double gap = (xx * n - 1) / (n - 1) - xx + (yy * m - 1) / (m - 1) - yy;
    assertThat(2 * (metrics.halfMmd2U() - metrics.halfMmd2V())).isCloseTo(gap, within(1e-14));
  }

  private static double mean(Kernel kernel, Points x) {
    double sum = 0;
    for (int i = 0; i < x.n(); i++) {
      for (int j = 0; j < x.n(); j++) {
        sum += NaiveMmd.value(kernel, x, i, x, j);
      }
    }
    return sum / x.n() / x.n();
  }

  @Test
  void aSinglePointHasNoUnbiasedValue() {
    Kernel kernel = Kernel.gaussian(1);
    Points one = Points.ofRows(new double[] {0.5});
    Points two = Points.ofRows(new double[] {0}, new double[] {1});
    Weights all = Weights.uniform(1);
    Weights both = Weights.uniform(2);

    Metrics both1 = measure(kernel, one, all, one, all);
    assertThat(both1.halfMmd2V()).isZero();
    assertThat(both1.halfMmd2U()).isNaN();
    assertThat(measure(kernel, one, all, two, both).halfMmd2U()).isNaN();
    assertThat(measure(kernel, two, both, one, all).halfMmd2U()).isNaN();
    assertThat(measure(kernel, two, Weights.of(0, 1), two, both).halfMmd2U()).isNaN();
    assertThat(measure(kernel, one, Weights.of(1 - 5e-7), two, both).halfMmd2U()).isNaN();
  }

  @Test
  void aTargetThatChangedIsMeasuredAnew() {
    Kernel kernel = Kernel.gaussian(1);
    Points x = RandomClouds.gaussian(7, 5, 2);
    Points y = RandomClouds.gaussian(8, 6, 2);
    KernelSum sum = engine.kernelSum(kernel, 2, Precision.DOUBLE, Summation.exact());
    Cloud target = upload(y);
    try (MmdObjective objective =
        new MmdObjective(
            engine, sum, kernel, upload(x), Weights.uniform(5), target, Weights.uniform(6))) {
      objective.measure();
      Points other = RandomClouds.gaussian(9, 6, 2, 3, 0.2);
      target.write(other.data());
      objective.targetChanged();
      assertThat(objective.measure().halfMmd2V())
          .isCloseTo(new NaiveMmd(kernel, other).halfV(x, Weights.uniform(5)), within(1e-14));
    }
  }
}
