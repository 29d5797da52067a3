package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.FlowSnapshot;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.objective.RandomClouds;

class MonitorsTest {
  @Test
  void namesMakeMonitorsInOrder() {
    List<Monitor> monitors =
        Monitors.parse(List.of("lojasiewicz", "noise-condition", "dissipation"), "monitors");
    assertThat(monitors)
        .extracting(Monitor::name)
        .containsExactly("lojasiewicz", "noise-condition", "dissipation");
    assertThat(Monitors.parse(Monitors.names(), "monitors"))
        .flatExtracting(Monitor::columns)
        .doesNotHaveDuplicates()
        .allSatisfy(column -> assertThat(column).matches("[a-z][a-z0-9_]*"));
    assertThat(Monitors.parse(List.of(), "monitors")).isEmpty();
  }

  @Test
  void mistakesAreNamed() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Monitors.parse(List.of("lojasievicz"), "--monitors"))
        .withMessage(
            "unknown monitor \"lojasievicz\", in --monitors; did you mean \"lojasiewicz\"?");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Monitors.parse(List.of("dissipation", "dissipation"), "monitors"))
        .withMessage("the monitor \"dissipation\" comes twice, in monitors; name it once");
  }

  /** Rows and verdict after a resume equal those of a run that was never cut. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dissipation",
        "noise-condition",
        "lojasiewicz",
        "step-size",
        "noise-trade-off",
        "collapse",
        "wasserstein"
      })
  void aRestoredMonitorGoesOnBitForBit(String name) {
    Monitor whole = Monitors.parse(List.of(name), "monitors").get(0);
    List<double[]> rows = new ArrayList<>();
    try (Engine engine = RandomClouds.engine();
        Flow flow = watched(whole, rows).on(engine)) {
      flow.run(12);
      FlowSnapshot snapshot = flow.snapshot();
      double[] state = whole.state();
      flow.run(12);

      Monitor resumed = Monitors.parse(List.of(name), "monitors").get(0);
      resumed.restore(state);
      List<double[]> later = new ArrayList<>();
      try (Flow again = watched(resumed, later).on(engine)) {
        again.restore(snapshot);
        again.run(12);
      }

      assertThat(rows).hasSize(9);
      assertThat(later).hasSize(4);
      for (int k = 0; k < 4; k++) {
        assertThat(later.get(k)).isEqualTo(rows.get(5 + k)).hasSize(whole.columns().size());
      }
      assertThat(resumed.state()).isEqualTo(whole.state());
      assertThat(resumed.verdict()).isEqualTo(whole.verdict());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> resumed.restore(new double[99]))
          .withMessageContaining(name);
    }
  }

  private static FlowBuilder watched(Monitor monitor, List<double[]> rows) {
    return Flow.from(RandomClouds.gaussian(1, 20, 2, 2, 0.5))
        .to(RandomClouds.gaussian(2, 30, 2))
        .kernel(Kernel.gaussian(1))
        .scheme(Scheme.noiseInjection(Schedule.inverseSqrt(0.5)))
        .stepSize(0.3)
        .listen(Cadence.every(3), view -> rows.add(monitor.at(view)))
        .listenToSteps(monitor::taken);
  }
}
