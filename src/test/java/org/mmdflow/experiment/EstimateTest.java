package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;

class EstimateTest {
  private static final MemoryNeed.Numerics NUMERICS =
      new MemoryNeed.Numerics(true, Precision.FLOAT, Summation.exact());

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"every(7),0,float", "log(20),0.5,double", "none,0.9,float", "every(1),0,double"})
  void theFolderIsNeverLargerThanSaid(String snapshots, String momentum, String precision)
      throws IOException {
    Map<String, String> flags =
        Runs.small(
            "start",
            "gaussian(n=900, mean=[3, 1], sd=0.5)",
            "target",
            "gaussian(n=10, mean=[0, 0], sd=1)",
            "steps",
            "30",
            "snapshots",
            snapshots,
            "momentum",
            momentum,
            "precision",
            precision);
    Estimate estimate = Estimate.of(Experiment.of(flags), 0);
    Path out = folder.resolve("out");
    Runs.run(flags, out);
    long size = 0;
    try (var files = Files.walk(out)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        size += Files.size(file);
      }
    }
    assertThat(size).isLessThanOrEqualTo(estimate.diskBytes());
    assertThat(estimate.diskBytes()).isLessThan(3 * size + (2 << 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "opencl", "cuda"})
  void everyEngineIsEstimated(String name) {
    assumeFalse(
        Engines.probeAll().get(name).devices().isEmpty(),
        () -> "no " + name + ": " + Engines.probeAll().get(name).reasons());
    Estimate e = Estimate.of(Experiment.of(Runs.small("engine", name)), 1);
    assertThat(e.device().engine()).isEqualTo(name);
    assertThat(e.largestN()).isGreaterThan(100_000);
    try (Engine engine = Engines.open(name, EngineOptions.DEFAULT)) {
      assertThat(MemoryNeed.device(engine, e.largestN(), 53, 2, NUMERICS))
          .isLessThanOrEqualTo(e.device().memory());
    }
  }

  @Test
  void stepsThatSumOtherwiseNeedASecondSum() {
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      MemoryNeed.Numerics fast = new MemoryNeed.Numerics(true, Precision.FLOAT, Summation.tf32());
      assertThat(MemoryNeed.device(engine, 100, 53, 2, fast))
          .isEqualTo(
              MemoryNeed.device(engine, 100, 53, 2, NUMERICS)
                  + engine.workingBytes(100, 53, 2, Precision.FLOAT));
    }
  }

  @Test
  void saysMemoryTimeAndTheLargestN() {
    Estimate e = Estimate.of(Experiment.of(Runs.small()), 1);
    // 5 clouds of 37 x 2 with momentum, 3 columns of 37, the target 53 x 2 and its weights.
    assertThat(e.bytes()).isEqualTo(4 * (5 * 37 * 2 + 3 * 37 + 53 * 3));
    assertThat(e.seconds()).isPositive().isLessThan(60);
    assertThat(e.pairsPerSecond()).isGreaterThan(1e5);
    assertThat(e.largestN()).isGreaterThan(10_000).isLessThanOrEqualTo(Integer.MAX_VALUE / 2);
    assertThat(e.device().engine()).isEqualTo("reference");
    long larger = MemoryNeed.host(e.largestN() + 1, 53, 2);
    assertThat(MemoryNeed.host(e.largestN(), 53, 2))
        .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory());
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      long device = MemoryNeed.device(engine, e.largestN() + 1, 53, 2, NUMERICS);
      assertThat(
              larger > Runtime.getRuntime().maxMemory()
                  || device > e.device().memory()
                  || e.largestN() + 1 > (Integer.MAX_VALUE - 8L) / 2)
          .isTrue();
    }
  }
}
