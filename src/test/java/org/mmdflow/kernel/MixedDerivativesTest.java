package org.mmdflow.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixedDerivativesTest {
  private static final double STEP = 1e-4;

  /** Central differences of the value, error STEP^2 and 1e-16 / STEP^2. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussian(h=1.3)",
        "matern32(l=1.1)",
        "matern52(l=0.9)",
        "imq(l=1.2, c=0.8, beta=0.5)",
        "imq(l=1.2, c=1, beta=1.7)",
        "rational-quadratic(l=0.7, alpha=1.5)",
        "polynomial(degree=1, c=0.5)",
        "polynomial(degree=3, c=0.5)",
        "0.3*gaussian(h=1) + 2*matern52(l=2) + 0.1*polynomial(degree=2, c=1)"
      })
  void finiteDifferences(String text) {
    Kernel kernel = Kernel.parse(text);
    MixedDerivatives derivatives = new MixedDerivatives(kernel);
    SplittableRandom random = new SplittableRandom(3);
    for (int d = 1; d <= 3; d++) {
      for (int trial = 0; trial < 20; trial++) {
        double[] x = random.doubles(d, -1, 1).toArray();
        double[] y = random.doubles(d, -1, 1).toArray();
        double[] block = new double[d * d];
        derivatives.block(x, 0, y, 0, d, block);
        for (int l = 0; l < d; l++) {
          for (int m = 0; m < d; m++) {
            double expected =
                (at(kernel, x, l, STEP, y, m, STEP)
                        - at(kernel, x, l, STEP, y, m, -STEP)
                        - at(kernel, x, l, -STEP, y, m, STEP)
                        + at(kernel, x, l, -STEP, y, m, -STEP))
                    / (4 * STEP * STEP);
            assertThat(block[l * d + m]).isCloseTo(expected, within(2e-6));
          }
        }
      }
    }
  }

  private static double at(
      Kernel kernel, double[] x, int l, double dx, double[] y, int m, double dy) {
    double[] a = x.clone();
    double[] b = y.clone();
    a[l] += dx;
    b[m] += dy;
    double square = 0;
    double dot = 0;
    for (int c = 0; c < a.length; c++) {
      square += (a[c] - b[c]) * (a[c] - b[c]);
      dot += a[c] * b[c];
    }
    double value = 0;
    for (Component part : kernel.components()) {
      value +=
          part.weight()
              * (part.kernel() instanceof RadialKernel k
                  ? k.value(square / (k.scale() * k.scale()))
                  : ((PolynomialKernel) part.kernel())
                      .value(dot + ((PolynomialKernel) part.kernel()).c()));
    }
    return value;
  }

  /** Where points meet the block is -2 k'(0) / s^2 I, and near there nothing jumps. */
  @ParameterizedTest
  @CsvSource({
    "gaussian(h=2),0.25",
    "matern32(l=2),0.75",
    "matern52(l=2),0.416666666666667",
    "'imq(l=2, c=1, beta=0.5)',0.25",
    "'rational-quadratic(l=2, alpha=3)',0.25"
  })
  void atZeroAndNearIt(String text, double expected) {
    MixedDerivatives derivatives = new MixedDerivatives(Kernel.parse(text));
    double[] x = {0.3, -0.7};
    double[] block = new double[4];
    derivatives.block(x, 0, x, 0, 2, block);
    assertThat(block).containsExactly(new double[] {expected, 0, 0, expected}, within(1e-14));
    double[] near = {0.3 + 1e-7, -0.7 + 1e-7};
    double[] there = new double[4];
    derivatives.block(x, 0, near, 0, 2, there);
    assertThat(there).containsExactly(block, within(1e-6));
    double[] tiny = {0.3, -0.7, 0.3 + 1e-17, Math.nextUp(-0.7)};
    derivatives.block(tiny, 0, tiny, 2, 2, there);
    assertThat(there).containsExactly(block, within(1e-13));
  }

  /** The block of (y, x) is that of (x, y) transposed, at offsets too. */
  @Test
  void symmetry() {
    MixedDerivatives derivatives = new MixedDerivatives(Kernel.polynomial(3, 1));
    double[] points = {9, 9, 0.2, 0.5, -0.4, 0.9};
    double[] there = new double[4];
    double[] back = new double[4];
    derivatives.block(points, 2, points, 4, 2, there);
    derivatives.block(points, 4, points, 2, 2, back);
    assertThat(there[1]).isEqualTo(back[2]).isNotEqualTo(there[2]);
    assertThat(Arrays.stream(there).sum()).isCloseTo(Arrays.stream(back).sum(), within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(strings = {"laplace(l=1)", "energy", "riesz(s=1.5)", "gaussian(h=1) + energy"})
  void kernelsWithACornerAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MixedDerivatives(Kernel.parse(text)))
        .withMessageMatching(
            "the kernel (laplace\\(l=1\\)|energy|riesz\\(s=1.5\\)) has no mixed second derivative"
                + " where points meet");
  }
}
