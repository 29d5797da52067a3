package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Engines;
import org.mmdflow.io.PointsFiles;

/** A run that was interrupted on one engine is continued on the same, or on another. */
class OtherEngineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "opencl, opencl",
    "cpu, cpu",
    "cpu, opencl",
    "opencl, cpu",
    "reference, opencl",
    "cpu, reference",
    "cuda, cuda",
    "cpu, cuda",
    "cuda, cpu"
  })
  void goesOn(String first, String second) throws IOException {
    for (String engine : List.of(first, second)) {
      assumeFalse(
          Engines.probeAll().get(engine).devices().isEmpty(),
          () -> "no " + engine + ": " + Engines.probeAll().get(engine).reasons());
    }
    Map<String, String> flags = Runs.small("engine", first);
    Path whole = folder.resolve("whole");
    Path out = folder.resolve("out");
    Runs.run(flags, whole);
    Runs.runUntil(flags, out, 40);
    List<String> notes = new ArrayList<>();
    RunOptions options = RunOptions.DEFAULT.withNotes(notes::add);
    try (RunSession session =
        RunSession.resume(out, Optional.empty(), Optional.of(second), options)) {
      assertThat(session.device().engine()).isEqualTo(second);
      assertThat(session.run().steps()).isEqualTo(120);
    }
    if (first.equals(second)) {
      assertThat(notes).isEmpty();
      Runs.assertSame(whole, out);
      return;
    }
    assertThat(notes)
        .contains(
            "the run began on the engine "
                + first
                + " and is continued on "
                + second
                + ": from here on its bits may differ from an uninterrupted run's, as far as the"
                + " engines' errors allow (4e-7 of a gradient in float, 1e-13 in double)");
    double[] expected = PointsFiles.read(whole.resolve("particles.npy")).data();
    double[] found = PointsFiles.read(out.resolve("particles.npy")).data();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i] + 10).isCloseTo(expected[i] + 10, withinPercentage(1e-3));
    }
  }
}
