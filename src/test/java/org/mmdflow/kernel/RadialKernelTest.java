package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RadialKernelTest {
  /** k(r) and g(r), the gradient being (x - y) g(r): the formulas as the literature prints them. */
  private record Textbook(
      RadialKernel kernel, DoubleUnaryOperator value, DoubleUnaryOperator gradient) {}

  static Stream<Textbook> textbook() {
    double h = 0.7;
    double l = 1.3;
    double c = 0.8;
    double beta = 0.3;
    double alpha = 2.5;
    double s = 0.6;
    return Stream.of(
        new Textbook(
            new Gaussian(h),
            r -> Math.exp(-r * r / (2 * h * h)),
            r -> -Math.exp(-r * r / (2 * h * h)) / (h * h)),
        new Textbook(new Laplace(l), r -> Math.exp(-r / l), r -> -Math.exp(-r / l) / (l * r)),
        new Textbook(
            new Matern32(l),
            r -> (1 + Math.sqrt(3) * r / l) * Math.exp(-Math.sqrt(3) * r / l),
            r -> -3 / (l * l) * Math.exp(-Math.sqrt(3) * r / l)),
        new Textbook(
            new Matern52(l),
            r ->
                (1 + Math.sqrt(5) * r / l + 5 * r * r / (3 * l * l))
                    * Math.exp(-Math.sqrt(5) * r / l),
            r -> -5 / (3 * l * l) * (1 + Math.sqrt(5) * r / l) * Math.exp(-Math.sqrt(5) * r / l)),
        inverseMultiquadric(l, c, beta),
        inverseMultiquadric(l, c, 0.5),
        inverseMultiquadric(l, c, 1),
        rationalQuadratic(l, alpha),
        rationalQuadratic(l, 0.5),
        rationalQuadratic(l, 1),
        new Textbook(new Riesz(1), r -> -r, r -> -1 / r),
        new Textbook(new Riesz(s), r -> -Math.pow(r, s), r -> -s * Math.pow(r, s - 2)));
  }

  private static Textbook inverseMultiquadric(double l, double c, double beta) {
    return new Textbook(
        new InverseMultiquadric(l, c, beta),
        r -> Math.pow(c * c + r * r / (l * l), -beta),
        r -> -2 * beta / (l * l) * Math.pow(c * c + r * r / (l * l), -beta - 1));
  }

  private static Textbook rationalQuadratic(double l, double alpha) {
    return new Textbook(
        new RationalQuadratic(l, alpha),
        r -> Math.pow(1 + r * r / (2 * alpha * l * l), -alpha),
        r -> -Math.pow(1 + r * r / (2 * alpha * l * l), -alpha - 1) / (l * l));
  }

  @ParameterizedTest
  @MethodSource("textbook")
  void agreesWithTheTextbook(Textbook book) {
    RadialKernel kernel = book.kernel();
    double unit = kernel.scale() * kernel.scale();
    int n = 257;
    double[] r = new double[n];
    double[] q = new double[n];
    for (int i = 0; i < n; i++) {
      r[i] = Math.pow(10, -8 + 9.3 * i / (n - 1));
      q[i] = r[i] * r[i] / unit;
    }
    double[] value = new double[n];
    double[] slope = new double[n];
    kernel.profile(q, value, slope, n);
    for (int i = 0; i < n; i++) {
      assertThat(value[i])
          .isCloseTo(book.value().applyAsDouble(r[i]), Percentage.withPercentage(1e-11));
      assertThat(2 * slope[i] / unit)
          .isCloseTo(book.gradient().applyAsDouble(r[i]), Percentage.withPercentage(1e-11));
      assertThat(kernel.value(q[i])).isEqualTo(value[i]);
      assertThat(kernel.slope(q[i])).isEqualTo(slope[i]);
    }
  }

  static Stream<RadialKernel> radial() {
    return RandomKernels.radial();
  }

  @ParameterizedTest
  @MethodSource("radial")
  void gradientMatchesDifferencesInSpace(RadialKernel kernel) {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 50; trial++) {
      double[] x = random.doubles(3, -1.5, 1.5).toArray();
      double[] y = random.doubles(3, -1.5, 1.5).toArray();
      double[] gradient = Spaces.gradient(kernel, x, y);
      for (int k = 0; k < 3; k++) {
        double step = 1e-5;
        double[] right = x.clone();
        double[] left = x.clone();
        right[k] += step;
        left[k] -= step;
        double difference =
            (Spaces.value(kernel, right, y) - Spaces.value(kernel, left, y)) / (2 * step);
        assertThat(gradient[k]).isCloseTo(difference, within(1e-7));
      }
      assertThat(Spaces.value(kernel, x, y)).isEqualTo(Spaces.value(kernel, y, x));
    }
  }

  @ParameterizedTest
  @MethodSource("radial")
  void coincidentPointsAreLegal(RadialKernel kernel) {
    double[] q = {0, Double.MIN_VALUE, 1e-310, 1e-300, 1e-20};
    double[] value = new double[q.length];
    double[] slope = new double[q.length];
    kernel.profile(q, value, slope, q.length);
    assertThat(value).doesNotContain(Double.NaN);
    assertThat(Arrays.stream(slope).allMatch(Double::isFinite)).isTrue();
    assertThat(kernel.diagonal(new double[] {7, 8, 9}, 1, 2)).isEqualTo(value[0]);
    if (kernel.smoothness() == Smoothness.SINGULAR) {
      assertThat(slope[0]).isZero();
      assertThat(slope[4]).isLessThan(-1e3);
    } else {
      assertThat(slope[0]).isLessThan(0).isCloseTo(slope[4], Percentage.withPercentage(1e-6));
    }
    double[] x = {1, 2, 3};
    assertThat(Spaces.gradient(kernel, x, x)).containsExactly(new double[] {0, 0, 0}, within(0.0));
  }

  @ParameterizedTest
  @MethodSource("radial")
  void divergenceIsSeen(RadialKernel kernel) {
    double[] value = new double[3];
    double[] slope = new double[3];
    kernel.profile(new double[] {1, Double.NaN, 2}, value, slope, 3);
    assertThat(value[1]).isNaN();
    assertThat(slope[1]).isNaN();
    assertThat(value[0] + value[2] + slope[0] + slope[2]).isFinite();
  }

  @ParameterizedTest
  @MethodSource("radial")
  void familyAndParametersTellTheFormula(RadialKernel kernel) {
    double[] p = kernel.parameters();
    assertThat(p).hasSize(kernel.family().parameterCount());
    for (double q : new double[] {0, 0.1, 1, 7}) {
      double u3 = Math.sqrt(3 * q);
      double u5 = Math.sqrt(5 * q);
      double expected =
          switch (kernel.family()) {
            case GAUSSIAN -> Math.exp(-q / 2);
            case LAPLACE -> Math.exp(-Math.sqrt(q));
            case MATERN32 -> (1 + u3) * Math.exp(-u3);
            case MATERN52 -> (1 + u5 + u5 * u5 / 3) * Math.exp(-u5);
            case RATIONAL -> Math.pow(p[0] + p[1] * q, -p[2]);
            case RIESZ -> -Math.pow(q, p[0] / 2);
          };
      assertThat(kernel.value(q)).isCloseTo(expected, within(1e-14));
    }
  }

  @ParameterizedTest
  @MethodSource("radial")
  void writesNothingBeyondTheCount(RadialKernel kernel) {
    double[] value = {5, 5};
    double[] slope = {5, 5};
    kernel.profile(new double[] {0, 0}, value, slope, 1);
    assertThat(value[1]).isEqualTo(5);
    assertThat(slope[1]).isEqualTo(5);
    assertThat(value[0]).isNotEqualTo(5);
  }

  @Test
  void refusesParametersOutOfRange() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-200, 1e200}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.gaussian(bad));
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.laplace(bad));
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.matern32(bad));
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.matern52(bad));
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.imq(bad, 1, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.imq(1, bad, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.imq(1, 1, bad));
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.rationalQuadratic(bad, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> Kernel.rationalQuadratic(1, bad));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Kernel.imq(1, 1e-10, 100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernel.riesz(2))
        .withMessage("s must lie above 0 and below 2 but is 2");
    assertThatIllegalArgumentException().isThrownBy(() -> Kernel.riesz(0));
  }
}
