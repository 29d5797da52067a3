package org.mmdflow.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;

class ReferenceEngineTest {
  private static Engine open(int threads) {
    return new ReferenceProvider().open(0, new EngineOptions(threads));
  }

  /** Everything that {@code threads} threads compute, one after the other. */
  private static double[] compute(int threads, String kernel, int n, int m, int d) {
    try (Engine engine = open(threads);
        KernelSum sum =
            engine.kernelSum(Kernel.parse(kernel), d, Precision.DOUBLE, Summation.exact())) {
      Random random = new Random(41);
      Cloud at = cloud(engine, random, n, d);
      Part first = new Part(cloud(engine, random, m, d), cloud(engine, random, m, 1));
      Part second = new Part(at, cloud(engine, random, n, 1));
      Cloud gradient = engine.cloud(n, d, Precision.DOUBLE);
      Cloud firstValue = engine.cloud(n, 1, Precision.DOUBLE);
      Cloud secondValue = engine.cloud(n, 1, Precision.DOUBLE);
      Cloud alone = engine.cloud(n, 1, Precision.DOUBLE);
      Cloud block = engine.cloud(n, m, Precision.DOUBLE);
      sum.gradient(at, List.of(first, second), gradient, List.of(firstValue, secondValue));
      sum.value(at, first, alone);
      sum.block(at, first.points(), block);
      assertThat(read(alone)).isEqualTo(read(firstValue));
      double[] forms = {
        sum.quadratic(second, first, Diagonal.INCLUDED),
        sum.quadratic(second, second, Diagonal.EXCLUDED)
      };
      return List.of(read(gradient), read(firstValue), read(secondValue), read(block), forms)
          .stream()
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }
  }

  private static Cloud cloud(Engine engine, Random random, int n, int d) {
    Cloud cloud = engine.cloud(n, d, Precision.DOUBLE);
    cloud.write(random.doubles((long) n * d, -1, 1).toArray());
    return cloud;
  }

  private static double[] read(Cloud cloud) {
    double[] data = new double[(int) (cloud.n() * cloud.d())];
    cloud.read(data);
    return data;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1)", "laplace(l=1) + 0.1*polynomial(degree=2, c=1)"})
  void anyNumberOfThreadsHasTheSameBits(String kernel) {
    for (int[] size : new int[][] {{1, 1031, 3}, {7, 7, 1}, {331, 1031, 3}, {1031, 257, 20}}) {
      double[] one = compute(1, kernel, size[0], size[1], size[2]);
      for (int threads : new int[] {2, 3, 7}) {
        assertThat(compute(threads, kernel, size[0], size[1], size[2])).isEqualTo(one);
      }
    }
  }

  @Test
  void saysWhatItRunsOn() {
    try (Engine engine = Engines.open("reference", new EngineOptions(3))) {
      assertThat(engine.device().engine()).isEqualTo("reference");
      assertThat(engine.device().name()).endsWith(", 3 threads");
      assertThat(engine.device().can(Capability.DOUBLE)).isTrue();
      assertThat(engine.device().memory()).isEqualTo(Runtime.getRuntime().maxMemory());
    }
  }

  @Test
  void hasOneDevice() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ReferenceProvider().open(1, EngineOptions.DEFAULT))
        .withMessageContaining("no number 1");
    assertThat(new ReferenceProvider().probe().devices()).hasSize(1);
  }

  @Test
  void refusesACloudThatDoesNotFit() {
    try (Engine engine = open(1)) {
      assertThatThrownBy(() -> engine.cloud(3_000_000_000L, 1, Precision.FLOAT))
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll("3000000000 x 1", "2147483639");
      long rows = Runtime.getRuntime().maxMemory() / 64 + 1;
      int d = 8;
      while (rows * d > Integer.MAX_VALUE - 8L) {
        rows /= 2;
      }
      long n = rows;
      if (n * d * Double.BYTES > Runtime.getRuntime().maxMemory()) {
        assertThatThrownBy(() -> engine.cloud(n, d, Precision.FLOAT))
            .isInstanceOf(UserError.class)
            .hasMessageContainingAll(n + " x " + d, "-Xmx");
      }
    }
  }

  @Test
  void aFailureInAWorkerReachesTheCallerAndTheTeamGoesOn() {
    try (WorkerTeam team = new WorkerTeam(3)) {
      for (int repeat = 0; repeat < 50; repeat++) {
        assertThatThrownBy(
                () ->
                    team.run(
                        100,
                        1,
                        (first, last, workspace) -> {
                          if (first == 57) {
                            throw new ArithmeticException("at 57");
                          }
                        }))
            .hasStackTraceContaining("at 57");
        int[] done = new int[100];
        team.run(100, 3, (first, last, workspace) -> Arrays.fill(done, first, last, 1));
        assertThat(done).containsOnly(1);
      }
    }
  }
}
