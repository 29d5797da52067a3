package org.mmdflow.experiment.reproduction.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.experiment.reproduction.Watcher;

class TrapExperimentTest {
  @Test
  void theLossAtTheBalanceIsTheClosedForm() {
    double near = Math.exp(-0.9 * 0.9 / 2);
    double far = Math.exp(-1.8 * 1.8 / 2);
    assertThat(Balance.LOSS).isCloseTo(0.5 - near + (1 + far) / 4, within(1e-15));
  }

  /** The whole of the balance, on whatever runs everywhere and on what is fast. */
  @ParameterizedTest
  @CsvSource({"reference, DOUBLE", "reference, FLOAT", "cpu, FLOAT"})
  void nothingMovesWithoutNoiseAndNoiseLeadsOut(String name, Precision precision) {
    try (Engine engine = Engines.open(name, new EngineOptions(1))) {
      Plan plan = Balance.plan(Balance.STEPS, 1, 11, precision);
      Recordings found = plan.carryOut(engine, new Watcher(Long.MAX_VALUE), 0, plan.total());
      assertThat(Balance.rows(found))
          .hasSize(5)
          .allSatisfy(row -> assertThat(row.verdict()).as(row.toString()).isEqualTo(Verdict.PASS));
      assertThat(plan.incomplete(found)).isEmpty();
    }
  }

  @Test
  void aShortRunShowsBothFilmsAndJudgesWhatItCan() {
    Watcher watcher = new Watcher(Long.MAX_VALUE);
    Reproduction found = new TrapExperiment().carryOut(Watcher.options(1, 20), watcher);
    assertThat(watcher.share()).isEqualTo(1);
    assertThat(watcher.runs).hasSize(4);
    assertThat(found.films()).hasSize(2);
    assertThat(found.panels()).hasSize(5).allSatisfy(p -> assertThat(p.curves()).isNotEmpty());
    List<Row> judged =
        found.rows().stream().filter(r -> r.verdict() != Verdict.NOT_REACHED).toList();
    assertThat(judged).hasSize(2).allMatch(row -> row.verdict() == Verdict.PASS);
  }
}
