package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.kernel.Kernel;

/** Values and gradients against the oracle: sizes, dimensions, kernels, parts. */
public interface KernelSumContract extends EngineUnderTest {
  /** Holds a problem against the oracle by its net sums. */
  default void assertStandard(Kernel kernel, Problem problem) {
    inEachPrecision(
        (engine, precision) -> {
          Problem rounded = problem.rounded(precision);
          Computed.on(engine, kernel, precision, rounded)
              .assertNear(Oracle.sums(kernel, rounded), Tolerances.of(precision).standard());
        });
  }

  /** Holds a problem against the oracle by its gross sums. */
  default void assertGross(Kernel kernel, Problem problem) {
    inEachPrecision(
        (engine, precision) -> {
          Problem rounded = problem.rounded(precision);
          Computed.on(engine, kernel, precision, rounded)
              .assertNearGross(Oracle.sums(kernel, rounded), Tolerances.of(precision).gross());
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 10, 16, 17, 32, 33, 50, 64, 65, 100, 128, 129, 300})
  default void everyDimension(int d) {
    Problem problem = Problem.standard(37, 293, d, d);
    assertStandard(Kernels.standard(d), problem);
    assertStandard(Kernel.energy(), problem);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1, 257",
    "2, 3",
    "127, 31",
    "255, 256",
    "256, 255",
    "257, 512",
    "61, 511",
    "513, 17",
    "31, 1021",
    "1031, 1",
    "3, 4099"
  })
  default void everySize(int n, int m) {
    assertStandard(Kernels.standard(3), Problem.standard(n, m, 3, n + m));
    assertStandard(Kernel.laplace(1.5), Problem.standard(n, m, 2, n + m));
  }

  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.Kernels#all")
  default void everyKernel(String text) {
    for (int d : dimensions(1, 2, 3, 10, 17)) {
      assertGross(Kernel.parse(text), Problem.standard(29, 307, d, 7L * d));
    }
  }

  @Test
  default void severalPartsHaveOneGradientAndTheirOwnValues() {
    Random random = new Random(5);
    Problem problem =
        Problem.of(
            3,
            Problem.normals(random, 3 * 101),
            new Problem.Sources(Problem.normals(random, 3 * 257), Problem.positive(random, 257)),
            new Problem.Sources(Problem.normals(random, 3), new double[] {-0.3}),
            new Problem.Sources(Problem.normals(random, 3 * 61), Problem.constant(-0.01, 61)));
    assertGross(Kernels.standard(3), problem);
    assertGross(Kernel.matern32(2), problem);
  }

  @Test
  default void valuesAloneEqualTheValueColumn() {
    inEachPrecision(
        (engine, precision) -> {
          Problem problem = Problem.standard(67, 401, 5, 1).rounded(precision);
          try (DeviceProblem device = new DeviceProblem(engine, precision, problem);
              KernelSum sum =
                  engine.kernelSum(Kernels.standard(5), 5, precision, Summation.exact())) {
            double[] column = Computed.on(sum, device).values()[0];
            Cloud alone = device.cloud(67, 1);
            sum.value(device.at(), device.parts().get(0), alone);
            Computed.assertNear(
                "values alone",
                Computed.read(alone),
                column,
                column,
                Tolerances.of(precision).standard());
          }
        });
  }

  @Test
  default void aGradientNeedsNoValueColumns() {
    inEachPrecision(
        (engine, precision) -> {
          Problem problem = Problem.standard(67, 401, 5, 2).rounded(precision);
          try (DeviceProblem device = new DeviceProblem(engine, precision, problem);
              KernelSum sum =
                  engine.kernelSum(Kernels.standard(5), 5, precision, Summation.exact())) {
            double[] wanted = Computed.on(sum, device).gradient();
            Cloud gradient = device.cloud(67, 5);
            sum.gradient(device.at(), device.parts(), gradient, List.of());
            Computed.assertNear(
                "gradient alone",
                Computed.read(gradient),
                wanted,
                wanted,
                Tolerances.of(precision).standard());
          }
        });
  }

  @Test
  default void noPartAtAllIsASumOfZero() {
    inEachPrecision(
        (engine, precision) -> {
          Problem problem = Problem.of(2, new double[] {1, 2, 3, 4, 5, 6});
          assertThat(Computed.on(engine, Kernel.energy(), precision, problem).gradient())
              .containsOnly(0);
        });
  }

  @Test
  default void theSameCallAgainHasTheSameBits() {
    inEachPrecision(
        (engine, precision) -> {
          try (DeviceProblem device =
                  new DeviceProblem(engine, precision, Problem.standard(301, 1009, 3, 3));
              KernelSum sum =
                  engine.kernelSum(Kernels.standard(3), 3, precision, Summation.exact())) {
            Computed first = Computed.on(sum, device);
            for (int repeat = 0; repeat < 5; repeat++) {
              Computed again = Computed.on(sum, device);
              assertThat(again.gradient()).isEqualTo(first.gradient());
              assertThat(Arrays.deepEquals(again.values(), first.values())).isTrue();
            }
          }
        });
  }

  @Test
  default void oneSumServesProblemsOfAnySize() {
    inEachPrecision(
        (engine, precision) -> {
          try (KernelSum sum =
              engine.kernelSum(Kernels.standard(2), 2, precision, Summation.exact())) {
            for (int m : new int[] {700, 3, 257, 1500, 256}) {
              Problem problem = Problem.standard(m / 3, m, 2, m).rounded(precision);
              try (DeviceProblem device = new DeviceProblem(engine, precision, problem)) {
                Computed.on(sum, device)
                    .assertNear(
                        Oracle.sums(Kernels.standard(2), problem),
                        Tolerances.of(precision).standard());
              }
            }
          }
        });
  }
}
