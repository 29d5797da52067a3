package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.flow.KernelSobolev;
import org.mmdflow.flow.Scheme;

/** Experiments whose schemes step by another metric or another kernel. */
class SchemesTest {
  @TempDir Path folder;

  private static Map<String, String> without(String noise, String... changes) {
    Map<String, String> flags = Runs.small(changes);
    if (noise.isEmpty()) {
      flags.remove("noise");
    }
    return flags;
  }

  static Stream<Map<String, String>> experiments() {
    return Stream.of(
        without("", "scheme", "sobolev"),
        without("", "scheme", "sobolev", "ridge", "0.01", "engine", "cpu"),
        without("halving", "scheme", "continuation"),
        without("", "scheme", "annealing", "bandwidth-factor", "linear(4, 0.5, over=100)"));
  }

  /** The resolved file describes the same experiment; a resumed run ends in the same bits. */
  @ParameterizedTest
  @MethodSource("experiments")
  void aResumedRunGivesTheSameBits(Map<String, String> flags) throws IOException {
    Path whole = folder.resolve("whole");
    Path cut = folder.resolve("cut");
    Path again = folder.resolve("again");
    Runs.run(flags, whole);
    Runs.runUntil(flags, cut, 50);
    Runs.resume(cut);
    Runs.assertSame(whole, cut);
    Experiment read = Experiment.read(whole.resolve("experiment.yaml"), Map.of());
    assertThat(ResolvedExperiment.of(read).values())
        .containsAllEntriesOf(ResolvedExperiment.of(Experiment.of(flags)).values());
    try (RunSession session = RunSession.begin(read, again, RunOptions.DEFAULT)) {
      session.run();
    }
    Runs.assertSame(whole, again);
  }

  /** L = 1/h^2 = 4: ridge 0.1 L, step 0.3 or 2 ridge / (3 L); a factor of 1/2 has 4 L. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sobolev| | |0.4|0.3",
        "sobolev|ridge|6|6|1",
        "annealing|bandwidth-factor|linear(4, 0.5, over=10)| |0.041666666666666664",
        "annealing|bandwidth-factor|linear(4, 1, over=10)| |0.16666666666666666",
        "continuation|noise|3| |0.16666666666666666"
      })
  void ridgeAndStepSizeAreFilledIn(
      String scheme, String key, String value, String ridge, String stepSize) {
    Map<String, String> flags = without("", "scheme", scheme, "kernel", "gaussian(h=0.5)");
    flags.remove("step-size");
    if (key != null) {
      flags.put(key, value);
    }
    Map<String, String> values = ResolvedExperiment.of(Experiment.of(flags)).values();
    assertThat(values.get("ridge")).isEqualTo(ridge);
    assertThat(Double.parseDouble(values.get("step-size")))
        .isCloseTo(Double.parseDouble(stepSize), org.assertj.core.api.Assertions.within(1e-15));
    assertThat(values.containsKey("noise")).isEqualTo(scheme.equals("continuation"));
    if ("bandwidth-factor".equals(key)) {
      assertThat(values).containsEntry(key, value);
    }
  }

  @Test
  void sobolevSaysWhichVelocityRuns() throws IOException {
    List<String> notes = new ArrayList<>();
    Map<String, String> flags = without("", "scheme", "sobolev", "steps", "3");
    Runs.run(flags, folder.resolve("out"), RunOptions.DEFAULT.withNotes(notes::add));
    assertThat(notes).contains(Scheme.Sobolev.VELOCITY);
    assertThat(Files.readString(folder.resolve("out").resolve("manifest.json")))
        .contains("\"scheme_note\"")
        .contains("follow -grad g, g = (D + ridge I)^-1 f");
    notes.clear();
    Runs.run(
        Runs.small("steps", "3"), folder.resolve("b"), RunOptions.DEFAULT.withNotes(notes::add));
    assertThat(notes).isEmpty();
  }

  @Test
  void theEstimateKnowsTheSystem() {
    Map<String, String> flags =
        without("", "scheme", "sobolev", "start", "gaussian(n=400, mean=[0, 0], sd=1)");
    Estimate sobolev = Estimate.of(Experiment.of(flags), 1);
    flags.put("scheme", "euler");
    Estimate plain = Estimate.of(Experiment.of(flags), 1);
    assertThat(sobolev.hostBytes() - plain.hostBytes())
        .isEqualTo(8L * 800 * 800)
        .isEqualTo(KernelSobolev.bytes(400, 2));
    assertThat(sobolev.largestN()).isEqualTo(2048);
    // 800^3 / 3 multiply-adds a step: 120 of them at no more than 100 G/s.
    assertThat(sobolev.seconds()).isGreaterThan(0.2);
  }

  @Test
  void aChangingKernelNeedsASecondSum() {
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      Map<String, String> flags = Runs.small("scheme", "continuation", "momentum", "0");
      MemoryNeed.Numerics changing = MemoryNeed.Numerics.of(Experiment.of(flags));
      MemoryNeed.Numerics plain =
          new MemoryNeed.Numerics(false, Precision.FLOAT, Summation.exact());
      assertThat(MemoryNeed.device(engine, 100, 53, 2, changing))
          .isEqualTo(
              MemoryNeed.device(engine, 100, 53, 2, plain)
                  + engine.workingBytes(100, 53, 2, Precision.FLOAT));
    }
  }
}
