package org.mmdflow.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;

class MmdTest {
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private double mmd2(Kernel kernel, Sample x, Sample y, Estimator estimator) {
    return Mmd.estimate(engine, Precision.DOUBLE, kernel, x, y, estimator).mmd2();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussian(h=1)",
        "energy",
        "polynomial(degree=2, c=1)",
        "0.3*gaussian(h=1) + 0.7*laplace(l=2)",
        "gaussian(h=1) + polynomial(degree=1, c=0)"
      })
  void isTheDefinition(String text) {
    Kernel kernel = Kernel.parse(text);
    Points x = RandomClouds.gaussian(1, 41, 3, 1, 1);
    Points y = RandomClouds.gaussian(2, 29, 3);
    Sample[] xs = {Sample.of(x), new Sample(x, RandomClouds.weights(3, 41))};
    Sample[] ys = {Sample.of(y), new Sample(y, RandomClouds.weights(4, 29))};
    for (int k = 0; k < 2; k++) {
      NaiveMmd naive = new NaiveMmd(kernel, y, ys[k].weights());
      assertThat(mmd2(kernel, xs[k], ys[k], Estimator.V))
          .isCloseTo(2 * naive.halfV(x, xs[k].weights()), within(1e-11));
      assertThat(mmd2(kernel, xs[k], ys[k], Estimator.U))
          .isCloseTo(2 * naive.halfU(x, xs[k].weights()), within(1e-11));
    }
    double linear = 0;
    for (int i = 0; i < 28; i += 2) {
      linear +=
          NaiveMmd.value(kernel, x, i, x, i + 1)
              + NaiveMmd.value(kernel, y, i, y, i + 1)
              - NaiveMmd.value(kernel, x, i, y, i + 1)
              - NaiveMmd.value(kernel, x, i + 1, y, i);
    }
    assertThat(mmd2(kernel, xs[0], ys[0], Estimator.LINEAR)).isCloseTo(linear / 14, within(1e-12));
  }

  /**
   * x ~ N(a, s^2 I), y ~ N(b, t^2 I): E k(x, y) = (h^2 / w)^(d/2) exp(-|a - b|^2 / (2 w)), w = h^2
   * + s^2 + t^2.
   */
  private static double expected(double h, double s, double t, double shift, int d) {
    double w = h * h + s * s + t * t;
    return Math.pow(h * h / w, 0.5 * d) * Math.exp(-d * shift * shift / (2 * w));
  }

  @ParameterizedTest
  @EnumSource(Estimator.class)
  void theMeanIsTheClosedFormBetweenGaussians(Estimator estimator) {
    double h = 1.2;
    int n = 24;
    int m = 16;
    int d = 2;
    double xx = expected(h, 1, 1, 0, d);
    double yy = expected(h, 0.7, 0.7, 0, d);
    double truth = xx + yy - 2 * expected(h, 1, 0.7, 0.4, d);
    if (estimator == Estimator.V) {
      truth += (1 - xx) / n + (1 - yy) / m;
    }
    int repeats = 1500;
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < repeats; r++) {
      Sample x = Sample.of(RandomClouds.gaussian(2L * r, n, d, 0.4, 1));
      Sample y = Sample.of(RandomClouds.gaussian(2L * r + 1, m, d, 0, 0.7));
      double each = mmd2(Kernel.gaussian(h), x, y, estimator);
      sum += each;
      squares += each * each;
    }
    double mean = sum / repeats;
    double error = Math.sqrt((squares / repeats - mean * mean) / repeats);
    assertThat(mean).isCloseTo(truth, within(4 * error));
    // The test would notice the bias of V in U, and the lack of it in V.
    assertThat(4 * error).isLessThan((1 - xx) / n + (1 - yy) / m);
  }

  /** For the energy kernel on the line MMD^2 is twice the Cramer distance. */
  @Test
  void energyBetweenTwoPointMasses() {
    Sample x = Sample.of(Points.ofRows(new double[] {1, 1}));
    Sample y = Sample.of(Points.ofRows(new double[] {4, 5}));
    assertThat(mmd2(Kernel.energy(), x, y, Estimator.V)).isCloseTo(10, within(1e-14));
  }

  @ParameterizedTest
  @EnumSource(Estimator.class)
  void aFloatEngineLosesNothingFarFromTheOrigin(Estimator estimator) {
    Points x = RandomClouds.gaussian(1, 50, 2, 1e7, 1);
    Points y = RandomClouds.gaussian(2, 60, 2, 1e7 + 0.5, 1);
    Kernel kernel = Kernel.gaussian(1);
    double exact = mmd2(kernel, Sample.of(x), Sample.of(y), estimator);
    double single =
        Mmd.estimate(engine, Precision.FLOAT, kernel, Sample.of(x), Sample.of(y), estimator).mmd2();
    assertThat(single).isCloseTo(exact, within(1e-6));
  }

  @Test
  void equalSamplesAreAtDistanceZero() {
    Sample x = Sample.of(RandomClouds.gaussian(1, 30, 2));
    MmdResult v = Mmd.estimate(engine, Precision.FLOAT, Kernel.gaussian(1), x, x, Estimator.V);
    assertThat(v.mmd2()).isZero();
    assertThat(v.mmd()).isZero();
    assertThat(v).isEqualTo(new MmdResult(0, Estimator.V, Kernel.gaussian(1), 30, 30, 2));
    MmdResult u = Mmd.estimate(engine, Precision.FLOAT, Kernel.gaussian(1), x, x, Estimator.U);
    assertThat(u.mmd2()).isNegative();
    assertThat(u.mmd()).isZero();
  }

  @Test
  void mistakesAreNamed() {
    Kernel kernel = Kernel.gaussian(1);
    Sample one = Sample.of(Points.zeros(1, 2));
    Sample two = Sample.of(Points.zeros(2, 2));
    Sample space = Sample.of(Points.zeros(2, 3));
    Sample heavy = new Sample(Points.zeros(2, 2), Weights.of(0.25, 0.75));
    Sample concentrated = new Sample(Points.zeros(2, 2), Weights.of(0, 1));
    assertFails(kernel, two, space, Estimator.V, "dimensions differ: 2 != 3");
    assertFails(kernel, one, two, Estimator.U, "the first sample has its mass in a single point");
    assertFails(kernel, two, one, Estimator.U, "the second sample has its mass");
    assertFails(kernel, two, concentrated, Estimator.U, "the second sample has its mass");
    assertFails(kernel, two, one, Estimator.LINEAR, "the shorter sample has a single point");
    assertFails(kernel, heavy, two, Estimator.LINEAR, "takes no weights but the first sample");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample(Points.zeros(2, 2), Weights.uniform(3)))
        .withMessage("numbers of points and weights differ: 2 != 3");
  }

  private void assertFails(Kernel kernel, Sample x, Sample y, Estimator estimator, String message) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> mmd2(kernel, x, y, estimator))
        .withMessageContaining(message);
  }

  @Test
  void estimatorsHaveWords() {
    for (Estimator estimator : Estimator.values()) {
      assertThat(Estimator.parse(estimator.toString(), "--estimator")).isEqualTo(estimator);
    }
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Estimator.parse("linera", "--estimator"))
        .withMessage("unknown estimator \"linera\", in --estimator; did you mean \"linear\"?");
  }
}
