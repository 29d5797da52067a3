package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runs a sweep has, and what their folders are called. */
class SweepPlanTest {
  private static List<SweepRun> runs(OptionalInt seeds, String... sweeps) {
    return SweepPlan.of(Optional.empty(), Runs.small(), List.of(sweeps), seeds).runs();
  }

  private static SweepPlan plan(Map<String, String> flags, OptionalInt seeds, String... sweeps) {
    return SweepPlan.of(Optional.empty(), flags, List.of(sweeps), seeds);
  }

  private static Map<String, String> without(String... keys) {
    Map<String, String> flags = Runs.small();
    flags.keySet().removeAll(List.of(keys));
    return flags;
  }

  @Test
  void seedsVaryFastestThenTheKeySweptLast() {
    SweepPlan plan =
        plan(
            without("noise", "kernel"),
            OptionalInt.of(2),
            "noise=0.5,1",
            "kernel=gaussian(h=1),energy");
    assertThat(plan.runs().stream().map(SweepRun::folder))
        .containsExactly(
            "001-noise=0.5-kernel=gaussian_h=1-seed=7",
            "002-noise=0.5-kernel=gaussian_h=1-seed=8",
            "003-noise=0.5-kernel=energy-seed=7",
            "004-noise=0.5-kernel=energy-seed=8",
            "005-noise=1-kernel=gaussian_h=1-seed=7",
            "006-noise=1-kernel=gaussian_h=1-seed=8",
            "007-noise=1-kernel=energy-seed=7",
            "008-noise=1-kernel=energy-seed=8");
    SweepRun last = plan.runs().get(7);
    assertThat(last.values()).isEqualTo(Map.of("noise", "1", "kernel", "energy"));
    assertThat(last.seed()).isEqualTo(8);
    assertThat(last.label()).isEqualTo("noise=1, kernel=energy, seed=8");
    Experiment experiment = plan.experiment(last);
    assertThat(experiment.seed).isEqualTo(8);
    assertThat(experiment.kernel).hasToString("energy");
    assertThat(experiment.steps).isEqualTo(120);
  }

  @Test
  void aSweptSeedIsASeed() {
    List<SweepRun> runs = plan(without("seed"), OptionalInt.empty(), "seed=5,-3").runs();
    assertThat(runs.stream().map(SweepRun::seed)).containsExactly(5L, -3L);
    assertThat(runs.stream().map(SweepRun::folder)).containsExactly("001-seed=5", "002-seed=-3");
    assertThat(runs.get(0).setting()).isEmpty();
  }

  @Test
  void seedsAloneAreASweep() {
    assertThat(runs(OptionalInt.of(3)).stream().map(SweepRun::folder))
        .containsExactly("001-seed=7", "002-seed=8", "003-seed=9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/home/u/a b/ü.npy | 012-start=_home_u_a_b_.npy",
        "../../etc/passwd | 012-start=.._.._etc_passwd",
        "points([[0, 0], [1, 1], [2, 2]]) | 012-start=points_0_0_1_1_2_2",
        "inverse-sqrt(0.1) | 012-start=inverse-sqrt_0.1",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 012-start=aaaaaaaaaaaaaaaaaaaaaaaa",
        "ends. | 012-start=ends",
        "() | 012-start"
      })
  void namesAreSafeAndShort(String value, String name) {
    assertThat(SweepNames.of(12, 500, Map.of("start", value)))
        .isEqualTo(name)
        .matches(SweepNames::isName);
    assertThat(Path.of(name).getNameCount()).isEqualTo(1);
  }

  @Test
  void namesOfManyRunsHaveAsManyDigits() {
    List<SweepRun> runs = runs(OptionalInt.of(SweepPlan.MOST));
    assertThat(runs.get(0).folder()).isEqualTo("00001-seed=7");
    assertThat(runs.stream().map(SweepRun::folder)).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void longNamesStayUnique() {
    String value = "gaussian(n=100, mean=[0, 0], sd=";
    List<SweepRun> runs =
        plan(without("start"), OptionalInt.empty(), "start=" + value + "1)," + value + "2)").runs();
    assertThat(runs.stream().map(SweepRun::folder)).doesNotHaveDuplicates();
  }
}
