package org.mmdflow.experiment.reproduction.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.experiment.reproduction.Watcher;

/** A hundred steps of each run on the engine cpu: the start's numbers, and the form of the rest. */
class NoiseTradeOffExperimentTest {
  private static final List<String> ENGINES = new ArrayList<>();
  private static final List<String> RUNS = new ArrayList<>();
  private static Reproduction found;

  private static ReproductionOptions options(long steps, int seeds) {
    return new ReproductionOptions(
        true,
        OptionalInt.of(seeds),
        OptionalLong.of(steps),
        1,
        "cpu",
        new EngineOptions(2),
        Precision.FLOAT);
  }

  /** Stops once {@code most} steps of all are taken. */
  private record Watcher(long most, List<Long> done) implements Observer {
    @Override
    public void runsOn(Device device) {
      ENGINES.add(device.engine());
    }

    @Override
    public void progress(String what, long taken, long total) {
      if (!RUNS.contains(what)) {
        RUNS.add(what);
      }
      assertThat(taken).isLessThanOrEqualTo(total);
      done.add(taken);
    }

    @Override
    public boolean stopRequested() {
      return !done.isEmpty() && done.get(done.size() - 1) >= most;
    }
  }

  @BeforeAll
  static void runOnce() {
    List<Long> done = new ArrayList<>();
    found =
        new NoiseTradeOffExperiment().carryOut(options(100, 1), new Watcher(Long.MAX_VALUE, done));
    assertThat(done).isSorted().endsWith(500L);
    assertThat(ENGINES).containsExactly("cpu");
    assertThat(RUNS)
        .containsExactly(
            "no noise, seed 1",
            "largest compliant level, seed 1",
            "level 1, seed 1",
            "level 3, seed 1",
            "level 10, seed 1");
  }

  @Test
  void theNumbersOfTheStartComeOut() {
    assertThat(found.name()).isEqualTo(new NoiseTradeOffExperiment().name());
    List<Row> start = found.rows().stream().filter(r -> r.what().startsWith("start: ")).toList();
    assertThat(start).hasSize(9);
    assertThat(start)
        .allSatisfy(
            row -> assertThat(row.verdict()).as(row.what()).isIn(Verdict.PASS, Verdict.SHOWN));
    assertThat(start).filteredOn(row -> row.verdict() == Verdict.SHOWN).hasSize(1);
    assertThat(found.rows().subList(9, found.rows().size()))
        .hasSize(4)
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.NOT_REACHED))
        .allSatisfy(row -> assertThat(row.ours()).isNaN());
  }

  @Test
  void panelsShowTheTradeOffAtEachMoment() {
    assertThat(found.panels())
        .extracting(Panel::title)
        .containsExactly(
            "Loss by noise level",
            "Trade-off at step 0, no noise",
            "Trade-off at step 100, no noise",
            "Trade-off at step 100, level 10",
            "The largest compliant level",
            "Descent to first order over strength, P / D");
    Panel start = found.panels().get(1);
    Curve strength = start.curves().get(0);
    Curve descent = start.curves().get(1);
    Curve exact = start.curves().get(2);
    Curve required = start.curves().get(3);
    assertThat(required.origin()).isEqualTo(Curve.Origin.BOUND);
    double largest = 0.19;
    for (int i = 0; i < strength.x().length; i++) {
      if (strength.x()[i] < 10) {
        assertThat(descent.y()[i] / exact.y()[i]).isBetween(0.8, 1.2);
      }
      // Beyond the panel it is far above D.
      boolean holds = required.y()[i] <= strength.y()[i];
      assertThat(holds).isEqualTo(strength.x()[i] < largest);
    }
  }

  /** The bound of the proposition holds for the level that complies, and the loss falls. */
  @Test
  void theLossStaysBelowItsBound() {
    List<Curve> losses = found.panels().get(0).curves();
    assertThat(losses).hasSize(6);
    Curve compliant = losses.get(1);
    Curve bound = losses.get(5);
    assertThat(compliant.name()).isEqualTo("largest compliant level");
    assertThat(bound.origin()).isEqualTo(Curve.Origin.BOUND);
    assertThat(bound.x()).isEqualTo(compliant.x()).startsWith(0).endsWith(100);
    for (int i = 0; i < bound.x().length; i++) {
      assertThat(compliant.y()[i]).isLessThanOrEqualTo(bound.y()[i]);
    }
    assertThat(compliant.y()[bound.x().length - 1]).isBetween(0.3, 0.4);
  }

  @Test
  void theFilmHasThreeMethodsOnOneClock() {
    Film film = found.films().get(0);
    assertThat(film.methods())
        .extracting(Film.Method::name)
        .containsExactly("no noise", "level 10", "largest compliant level");
    assertThat(film.times()).startsWith(0, 1).endsWith(100).isSorted();
    assertThat(film.target().n()).isEqualTo(1000);
    assertThat(film.methods().get(0).frames().get(0))
        .isEqualTo(film.methods().get(1).frames().get(0));
    assertThat(film.methods().get(0).frames().get(1))
        .isNotEqualTo(film.methods().get(1).frames().get(1));
  }

  /** What there is when it is stopped is shown, and what is missing is said. */
  @Test
  void anEarlyEndIsToldOf() {
    Reproduction part =
        new NoiseTradeOffExperiment().carryOut(options(20, 2), new Watcher(30, new ArrayList<>()));
    assertThat(part.films()).isEmpty();
    assertThat(part.notes())
        .contains("Ended early: level 10, seed 1 is not complete.")
        .doesNotContain("Ended early: no noise, seed 1 is not complete.");
    assertThat(part.panels().get(0).curves().get(2).y()).containsOnly(Double.NaN);
    assertThat(part.settings()).containsEntry("seeds", "1 to 2");
    assertThat(part.rows()).filteredOn(row -> row.verdict() == Verdict.PASS).isNotEmpty();
  }
}
