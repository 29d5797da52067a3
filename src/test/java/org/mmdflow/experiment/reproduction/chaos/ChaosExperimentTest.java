package org.mmdflow.experiment.reproduction.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.experiment.reproduction.Watcher;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Flow;

class ChaosExperimentTest {
  private static final List<Integer> SIZES = List.of(10, 20, 40, 80);

  private static ChaosSetting setting(double noise, Precision precision) {
    return new ChaosSetting(SIZES, 60, 2, 12, noise, 3, precision);
  }

  private static Ticker ticker() {
    Ticker ticker = new Ticker(new Watcher(Integer.MAX_VALUE), 1, 1, 1);
    ticker.begin("test", 12);
    return ticker;
  }

  /** Copies of the limit's own particles are these particles: same field, same noise. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void copiesMoveAsTheParticlesOfTheLimit(Precision precision) {
    for (double noise : new double[] {0, 0.5}) {
      ChaosSetting setting = setting(noise, precision);
      try (Engine engine = Engines.open("reference", new EngineOptions(1))) {
        LimitCopies copies = LimitCopies.of(setting, 0, 1, engine, ticker());
        try (Flow flow = setting.flow(60, 0).on(engine)) {
          flow.run(12);
          double error = precision == Precision.DOUBLE ? 1e-13 : 1e-5;
          assertThat(copies.distance(12, 0, flow.particles())).isLessThan(error);
        }
        // Those of another run share the field alone.
        try (Flow other = setting.flow(80, 1).on(engine)) {
          assertThat(copies.distance(0, 1, other.particles())).isLessThan(1e-7);
          other.run(12);
          assertThat(copies.distance(12, 1, other.particles())).isBetween(0.005, 0.2);
        }
      }
    }
  }

  @Test
  void fewerParticlesHaveMoreRuns() {
    ChaosSetting setting = setting(0, Precision.FLOAT);
    assertThat(SIZES.stream().map(setting::repeats)).containsExactly(16, 8, 4, 2);
    assertThat(IntStream.of(1, 2, 3, 5, 16).map(setting::largest))
        .containsExactly(80, 80, 40, 20, 10);
    assertThat(setting.runs()).isEqualTo(16);
    assertThat(setting.start(10, 4).data())
        .isEqualTo(setting.start(80, 4).rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).data());
  }

  @Test
  void theBoundIsTheorem9() {
    double expected =
        0.25 * (0.5 + Math.sqrt(0.5)) / 10 * Math.exp(2 * 0.3) * (Math.exp(4 * 0.3) - 1);
    assertThat(setting(0.5, Precision.FLOAT).bound(100, 0.3))
        .isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-15));
  }

  @Test
  void theDistanceFallsAsTheRootOfTheNumber() {
    Watcher watcher = new Watcher(Integer.MAX_VALUE);
    Reproduction result =
        new ChaosExperiment()
            .carryOut(Watcher.quick(OptionalInt.of(6), OptionalLong.of(10)), watcher, SIZES, 640);
    assertThat(watcher.engines).containsExactly("reference");
    List<Row> slopes = result.rows().stream().filter(r -> r.what().contains("slope")).toList();
    assertThat(slopes).hasSize(2).allSatisfy(r -> assertThat(r.ours()).isBetween(-0.65, -0.35));
    assertThat(result.rows().stream().filter(r -> r.what().contains("largest distance")))
        .hasSize(2)
        .allSatisfy(r -> assertThat(r.verdict()).isEqualTo(Verdict.PASS))
        .allSatisfy(r -> assertThat(r.ours()).isBetween(1e-4, 0.5));
    assertThat(result.panels()).hasSize(3);
    assertThat(result.films().get(0).methods()).hasSize(2);
    assertThat(result.settings()).containsEntry("step size", "0.1");
  }

  /** Ended in the limit's run, in the runs of the first number, or in those without noise. */
  @ParameterizedTest
  @ValueSource(ints = {1, 16, 45})
  void anEarlyEndKeepsWhatThereIs(int words) {
    Reproduction result =
        new ChaosExperiment()
            .carryOut(
                Watcher.quick(OptionalInt.of(2), OptionalLong.of(4)),
                new Watcher(words),
                SIZES,
                80);
    assertThat(result.notes()).last().asString().startsWith("Ended early: with noise, 0 of 4");
    assertThat(result.rows()).anyMatch(r -> r.verdict() == Verdict.NOT_REACHED);
  }

  @Test
  void noStepsAreRefused() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(
            () ->
                new ChaosExperiment()
                    .carryOut(
                        Watcher.quick(OptionalInt.empty(), OptionalLong.of(0)), new Watcher(1)))
        .withMessageContaining("--steps");
  }
}
