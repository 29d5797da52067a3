package org.mmdflow.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;

class ReferenceEngineTest {
  private static Engine open(int threads) {
    return new ReferenceProvider().open(0, new EngineOptions(threads));
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
