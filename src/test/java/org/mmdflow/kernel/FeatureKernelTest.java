package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FeatureKernelTest {
  private static final double[] X = {-1, 0, 0.5};
  private static final Kernel KERNEL = Kernel.features(new Bumps(X));

  private static double byHand(double a, double m, double b, double n) {
    double sum = 0;
    for (double x : X) {
      double product = Math.exp(-(x - m) * (x - m)) * Math.exp(-(x - n) * (x - n)) + x * x;
      sum += a * b * product;
    }
    return sum / X.length;
  }

  @Test
  void isTheMeanOverTheDataOfTheProductsOfAllOutputs() {
    double[] points = {9, 2, 0.3, -1.5, 1};
    double value = ((FeatureKernel) KERNEL).value(points, 1, points, 3);
    assertThat(value).isCloseTo(byHand(2, 0.3, -1.5, 1), within(1e-15));
    assertThat(KERNEL.diagonal(points, 3, 2)).isCloseTo(byHand(-1.5, 1, -1.5, 1), within(1e-15));
  }

  @Test
  void claimsNoConstantThatItDoesNotKnow() {
    assertThat(KERNEL.lipschitz()).isEmpty();
    assertThat(KERNEL.assumptionD(2)).isEmpty();
    assertThat(KERNEL.isRadial()).isFalse();
    assertThat(KERNEL.isConditionallyPositiveDefinite()).isFalse();
    assertThat(KERNEL.smoothness()).isEqualTo(Smoothness.SMOOTH);
    assertThat(KERNEL).hasToString("bumps on 3 points");
  }

  @Test
  void saysWhichPointsDoNotFit() {
    assertThat(KERNEL.misfit(2)).isEmpty();
    assertThat(KERNEL.misfit(3))
        .contains("the kernel bumps on 3 points takes particles of 2 numbers, the points have 3");
    assertThat(Kernel.gaussian(1).misfit(3)).isEmpty();
  }

  @Test
  void standsInNoSum() {
    assertThatThrownBy(() -> Kernel.sum(new double[] {0.5, 0.5}, KERNEL, Kernel.gaussian(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features stand in no sum: bumps on 3 points");
  }

  @Test
  void needsData() {
    assertThatThrownBy(() -> Kernel.features(new Bumps(new double[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features need an axis, a data point and an output: 2, 0 and 2");
  }

  @Test
  void isASpecWithNothingOpen() {
    KernelSpec spec = KernelSpec.of(KERNEL);
    assertThat(spec.isOfFeatures()).isTrue();
    assertThat(spec.needsMedian()).isFalse();
    assertThat(spec.resolve(() -> Double.NaN)).isEqualTo(KERNEL);
    assertThat(KernelSpec.of(Kernel.gaussian(1)).isOfFeatures()).isFalse();
  }

  @Test
  void hasNoMiniBatchesUnlessItSaysSo() {
    Features bumps = new Bumps(X);
    assertThatThrownBy(() -> bumps.restrictedTo(new int[] {0}))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("bumps on 3 points have no mini-batches");
  }
}
