package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolynomialKernelTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void agreesWithTheTextbook(int degree) {
    PolynomialKernel kernel = new PolynomialKernel(degree, 0.5);
    double[] t = {-1.5, -0.0, 0, 0.5, 2, Double.NaN};
    double[] value = new double[t.length];
    double[] slope = new double[t.length];
    kernel.profile(t, value, slope, t.length);
    for (int i = 0; i < 5; i++) {
      assertThat(value[i]).isCloseTo(Math.pow(t[i], degree), within(1e-13));
      assertThat(slope[i]).isCloseTo(degree * Math.pow(t[i], degree - 1), within(1e-12));
      assertThat(kernel.value(t[i])).isEqualTo(value[i]);
      assertThat(kernel.slope(t[i])).isEqualTo(slope[i]);
    }
    assertThat(value[5]).isNaN();
  }

  @Test
  void gradientMatchesDifferences() {
    Kernel kernel = Kernel.polynomial(3, 0.5);
    SplittableRandom random = new SplittableRandom(2);
    double[] x = random.doubles(4, -1, 1).toArray();
    double[] y = random.doubles(4, -1, 1).toArray();
    double[] gradient = Spaces.gradient(kernel, x, y);
    for (int k = 0; k < 4; k++) {
      double[] right = x.clone();
      double[] left = x.clone();
      right[k] += 1e-5;
      left[k] -= 1e-5;
      double difference = (Spaces.value(kernel, right, y) - Spaces.value(kernel, left, y)) / 2e-5;
      assertThat(gradient[k]).isCloseTo(difference, within(1e-8));
    }
    assertThat(kernel.diagonal(x, 0, x.length))
        .isCloseTo(Spaces.value(kernel, x, x), within(1e-15));
  }

  @Test
  void refusesWhatIsNotPositiveDefinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernel.polynomial(2, -1))
        .withMessage("c must lie between 0 and 1e150 but is -1");
    assertThatIllegalArgumentException().isThrownBy(() -> Kernel.polynomial(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Kernel.polynomial(101, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Kernel.polynomial(2, Double.NaN));
  }
}
