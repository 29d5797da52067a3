package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WideningTest {
  /** (h^2 / (h^2 + beta^2))^(d/2) and sqrt(h^2 + beta^2) for h = 3, beta = 4. */
  @Test
  void widerAndLower() {
    Kernel wide = Widening.of(Kernel.gaussian(3), 4, 4);
    assertThat(wide.components()).hasSize(1);
    Component only = wide.components().get(0);
    assertThat(only.kernel()).isEqualTo(Kernel.gaussian(5));
    assertThat(only.weight()).isCloseTo(Math.pow(9.0 / 25, 2), within(1e-15));
    Kernel sum = Kernel.sum(new double[] {2, 0.5}, Kernel.gaussian(3), Kernel.gaussian(1));
    assertThat(Widening.of(sum, 4, 2).components())
        .extracting(part -> part.weight())
        .satisfiesExactly(
            w -> assertThat(w).isCloseTo(2 * 9.0 / 25, within(1e-15)),
            w -> assertThat(w).isCloseTo(0.5 / 17, within(1e-15)));
  }

  /** Quadrature of the mean over u in one dimension. */
  @ParameterizedTest
  @CsvSource({"1,0.5,0.7", "0.3,2,1.1", "2,1,0"})
  void isTheMeanOverNoise(double h, double level, double r) {
    double mean = 0;
    int nodes = 4000;
    for (int i = 0; i <= nodes; i++) {
      double u = -10 + 20.0 * i / nodes;
      double density = Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI) * 20 / nodes;
      mean += density * Math.exp(-Math.pow(r + level * u, 2) / (2 * h * h));
    }
    Component only = Widening.of(Kernel.gaussian(h), level, 1).components().get(0);
    Gaussian wide = (Gaussian) only.kernel();
    assertThat(only.weight() * wide.value(r * r / (wide.h() * wide.h())))
        .isCloseTo(mean, within(1e-10));
  }

  @Test
  void levelZeroAndFactorOneAreTheKernelItself() {
    Kernel kernel = Kernel.parse("0.5*gaussian(h=1) + 0.5*gaussian(h=4)");
    assertThat(Widening.of(kernel, 0, 3)).isSameAs(kernel);
    assertThat(Rescaling.of(kernel, 1)).isSameAs(kernel);
  }

  @ParameterizedTest
  @CsvSource({"laplace(l=1)", "matern52(l=1)", "energy", "gaussian(h=1) + matern32(l=1)"})
  void onlyGaussiansAreWidened(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Widening.of(Kernel.parse(text), 1, 2))
        .withMessageContaining("only Gaussians and sums of them have");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussian(h=2)",
        "laplace(l=2)",
        "matern32(l=2)",
        "matern52(l=2)",
        "imq(l=2, c=0.7, beta=1.5)",
        "rational-quadratic(l=2, alpha=3)"
      })
  void rescalingStretchesTheDistance(String text) {
    RadialKernel kernel = (RadialKernel) Kernel.parse(text);
    RadialKernel wide = (RadialKernel) Rescaling.of(kernel, 2.5);
    assertThat(wide.scale()).isEqualTo(5);
    assertThat(wide.value(0.3)).isEqualTo(kernel.value(0.3));
    Kernel sum = Kernel.sum(new double[] {3, 2}, kernel, kernel);
    assertThat(Rescaling.of(sum, 2.5)).isEqualTo(Kernel.sum(new double[] {3, 2}, wide, wide));
  }

  @ParameterizedTest
  @ValueSource(strings = {"energy", "riesz(s=0.5)", "polynomial(degree=2, c=1)"})
  void kernelsWithoutABandwidthAreNotRescaled(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rescaling.of(Kernel.parse(text), 2))
        .withMessage("the kernel " + text + " has no bandwidth to change");
  }
}
