package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.kernel.Kernel;

/** Quadratic forms and Gram blocks against the oracle. */
interface QuadraticContract extends EngineUnderTest {
  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.Kernels#all")
  default void quadraticFormsOfEveryKernel(String text) {
    assertQuadratic(Kernel.parse(text), 293, 293, 3);
    assertQuadratic(Kernel.parse(text), 31, 31, 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "255, 257, 2", "512, 3, 5", "2, 700, 17", "257, 257, 50"})
  default void quadraticFormsOfEverySize(int n, int m, int d) {
    assertQuadratic(Kernels.standard(d), n, m, d);
  }

  private void assertQuadratic(Kernel kernel, int n, int m, int d) {
    Random random = new Random(n + m + d);
    Problem.Sources a =
        new Problem.Sources(Problem.normals(random, n * d), Problem.positive(random, n));
    Problem.Sources b =
        new Problem.Sources(Problem.normals(random, m * d), Problem.positive(random, m));
    Problem problem = Problem.of(d, a.points(), a, b);
    inEachPrecision(
        (engine, precision) -> {
          Problem rounded = problem.rounded(precision);
          try (DeviceProblem device = new DeviceProblem(engine, precision, rounded);
              KernelSum sum = engine.kernelSum(kernel, d, precision, Summation.exact())) {
            for (Diagonal diagonal : Diagonal.values()) {
              boolean skip = diagonal == Diagonal.EXCLUDED;
              if (skip && n != m) {
                continue;
              }
              double wanted =
                  Oracle.quadratic(kernel, d, rounded.parts().get(0), rounded.parts().get(1), skip);
              double found = sum.quadratic(device.parts().get(0), device.parts().get(1), diagonal);
              assertThat(found)
                  .as("%s, %s, %s x %s", diagonal, precision, n, m)
                  .isCloseTo(
                      wanted, within(Tolerances.of(precision).gross() * gross(kernel, wanted)));
            }
          }
        });
  }

  /** Values of polynomials have both signs: their sum is not the size of what was added. */
  private static double gross(Kernel kernel, double net) {
    return kernel.toString().contains("polynomial") ? Math.max(10, Math.abs(net)) : Math.abs(net);
  }

  @Test
  default void theDiagonalIsLeftOutByIndexNotByDistance() {
    inEachPrecision(
        (engine, precision) -> {
          double[] points = Problem.constant(2, 300);
          Problem.Sources all = new Problem.Sources(points, Problem.constant(1, 300));
          try (DeviceProblem device =
                  new DeviceProblem(engine, precision, Problem.of(1, points, all));
              KernelSum sum =
                  engine.kernelSum(Kernel.gaussian(1), 1, precision, Summation.exact())) {
            Part part = device.parts().get(0);
            assertThat(sum.quadratic(part, part, Diagonal.INCLUDED)).isEqualTo(90000);
            assertThat(sum.quadratic(part, part, Diagonal.EXCLUDED)).isEqualTo(89700);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("org.mmdflow.engine.Kernels#all")
  default void gramBlocksOfEveryKernel(String text) {
    Kernel kernel = Kernel.parse(text);
    for (int d : new int[] {1, 3, 17}) {
      assertBlock(kernel, Problem.standard(23, 521, d, d));
      assertBlock(kernel, Problem.standard(257, 7, d, d));
    }
    assertBlock(kernel, Problem.standard(1, 1, 2, 2));
  }

  private void assertBlock(Kernel kernel, Problem problem) {
    inEachPrecision(
        (engine, precision) -> {
          Problem rounded = problem.rounded(precision);
          Problem.Sources columns = rounded.parts().get(0);
          try (DeviceProblem device = new DeviceProblem(engine, precision, rounded);
              KernelSum sum = engine.kernelSum(kernel, problem.d(), precision, Summation.exact())) {
            Cloud block = device.cloud(rounded.n(), columns.n());
            sum.block(device.at(), device.parts().get(0).points(), block);
            double[] wanted = new double[rounded.n() * columns.n()];
            for (int i = 0; i < rounded.n(); i++) {
              for (int j = 0; j < columns.n(); j++) {
                wanted[i * columns.n() + j] =
                    Formulas.value(kernel, rounded.point(i), columns.point(j, problem.d()));
              }
            }
            Computed.assertNear(
                "block", Computed.read(block), wanted, wanted, Tolerances.of(precision).gross());
          }
        });
  }
}
