package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedSumTest {
  private static final Kernel A = Kernel.gaussian(1);
  private static final Kernel B = Kernel.energy();

  @Test
  void flattensSumsOfSums() {
    Kernel inner = Kernel.sum(new double[] {0.5, 2}, A, B);
    Kernel outer = Kernel.sum(new double[] {4, 1}, inner, A);
    assertThat(outer.components())
        .isEqualTo(List.of(new Component(2, A), new Component(8, B), new Component(1, A)));
    assertThat(A.components()).isEqualTo(List.of(new Component(1, A)));
    assertThat(Kernel.sum(new double[] {1}, A)).isEqualTo(A);
  }

  @Test
  void inheritsTheWorst() {
    Kernel both = Kernel.sum(new double[] {0.5, 2}, A, B);
    assertThat(both.smoothness()).isEqualTo(Smoothness.SINGULAR);
    assertThat(both.smoothness().allowsExpandedForm()).isFalse();
    assertThat(both.isConditionallyPositiveDefinite()).isTrue();
    Kernel fine = Kernel.sum(new double[] {0.5, 2}, A, Kernel.polynomial(2, 1));
    assertThat(fine.smoothness().allowsExpandedForm()).isTrue();
    assertThat(fine.isConditionallyPositiveDefinite()).isFalse();
    assertThat(fine.diagonal(new double[] {5, 1, 1}, 1, 2)).isEqualTo(0.5 + 2 * 9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWeightsThatLosePositivity(double weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernel.sum(new double[] {1, weight}, A, B))
        .withMessageStartingWith("a weight must lie between");
  }

  @Test
  void refusesSumsOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Kernel.sum(new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernel.sum(new double[] {1}, A, B))
        .withMessage("numbers of weights and kernels differ: 1 != 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Component(1, Kernel.sum(new double[] {1, 1}, A, B)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WeightedSum(List.of(new Component(1, A))));
  }
}
