package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;

/** Kernels as numbers: family, then weight, scale and three parameters. */
class KernelTermsTest {
  @ParameterizedTest
  @CsvSource({
    "gaussian(h=3), 0, 1 3 0 0 0",
    "laplace(l=3), 1, 1 3 0 0 0",
    "matern32(l=3), 2, 1 3 0 0 0",
    "matern52(l=3), 3, 1 3 0 0 0",
    "'imq(l=3, c=2, beta=0.5)', 4, 1 3 4 1 0.5",
    "'rational-quadratic(l=3, alpha=2)', 4, 1 3 1 0.25 2",
    "energy, 5, 1 1 1 0 0",
    "riesz(s=0.5), 5, 1 1 0.5 0 0",
    "'polynomial(degree=3, c=2)', 6, 1 1 3 2 0"
  })
  void oneTerm(String kernel, int family, String numbers) {
    KernelTerms terms = KernelTerms.of(Kernel.parse(kernel));
    assertThat(terms.families()).containsExactly(family);
    assertThat(terms.numbers())
        .containsExactly(
            Arrays.stream(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray());
  }

  @Test
  void aSumHasATermEach() {
    KernelTerms terms =
        KernelTerms.of(Kernel.parse("0.5*gaussian(h=2) + 3*polynomial(degree=2, c=0)"));
    assertThat(terms.families()).containsExactly(0, 6);
    assertThat(terms.numbers()).containsExactly(0.5, 2, 0, 0, 0, 3, 1, 2, 0, 0);
  }

  @Test
  void tooManyTermsAreRefused() {
    double[] weights = new double[KernelTerms.MOST + 1];
    Kernel[] kernels = new Kernel[weights.length];
    Arrays.fill(weights, 1);
    Arrays.setAll(kernels, i -> Kernel.gaussian(i + 1));
    assertThatThrownBy(() -> KernelTerms.of(Kernel.sum(weights, kernels)))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("65", "64", "--engine reference");
    assertThat(
            KernelTerms.of(
                    Kernel.sum(
                        Arrays.copyOf(weights, KernelTerms.MOST),
                        Arrays.copyOf(kernels, KernelTerms.MOST)))
                .families())
        .hasSize(64);
  }
}
