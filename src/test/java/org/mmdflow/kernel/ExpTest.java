package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpTest {
  private static double exp(double x) {
    double[] out = new double[1];
    Exp.expNegative(new double[] {x}, out, 1);
    return out[0];
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-9, 0.01, 0.35, 1, 40, 708.39})
  void isWithinTwoUlps(double range) {
    SplittableRandom random = new SplittableRandom(3);
    double[] x = random.doubles(150_000, -range, 0).toArray();
    double[] out = new double[x.length];
    Exp.expNegative(x, out, x.length);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      double exact = StrictMath.exp(x[i]);
      worst = Math.max(worst, Math.abs(out[i] - exact) / Math.ulp(exact));
    }
    assertThat(worst).isLessThanOrEqualTo(2);
  }

  @Test
  void knowsTheEnds() {
    assertThat(exp(0)).isEqualTo(1);
    assertThat(exp(-0.0)).isEqualTo(1);
    assertThat(exp(-1)).isCloseTo(1 / Math.E, within(1e-16));
    assertThat(exp(-708.39)).isGreaterThanOrEqualTo(Double.MIN_NORMAL);
    assertThat(exp(-708.4)).isZero();
    assertThat(exp(-1e6)).isZero();
    assertThat(exp(-1e300)).isZero();
    assertThat(exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(exp(Double.NaN)).isNaN();
  }

  @Test
  void writesNothingBeyondTheCount() {
    double[] out = {7, 7, 7};
    Exp.expNegative(new double[] {0, -1, -2}, out, 2);
    assertThat(out[0]).isEqualTo(1);
    assertThat(out[2]).isEqualTo(7);
  }

  @Test
  void refusesToWorkInPlace() {
    double[] x = {0};
    assertThatIllegalArgumentException().isThrownBy(() -> Exp.expNegative(x, x, 1));
  }
}
