package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;

/** A run that goes on with other instructions says so: its bits need not be the same. */
class ArithmeticTest {
  private static final String FORCED = "mmdflow.cpu.instruction-set";

  @TempDir Path folder;

  @BeforeEach
  void theMachineHasMoreThanPlainVectors() {
    assumeTrue(
        !Engines.probeAll().get("cpu").devices().isEmpty() && !best().equals("plain"),
        "the engine cpu has no second instruction set here");
  }

  @AfterEach
  void forceNothing() {
    System.clearProperty(FORCED);
  }

  private static String best() {
    try (Engine engine = Engines.open("cpu", EngineOptions.DEFAULT)) {
      return engine.arithmetic().orElseThrow();
    }
  }

  private static List<String> resume(Path out, long steps) {
    List<String> notes = new ArrayList<>();
    Runs.resume(out, Optional.of(steps), notes);
    return notes;
  }

  @Test
  void goingOnWithOtherInstructionsIsSaid() {
    Path out = folder.resolve("run");
    System.setProperty(FORCED, "plain");
    Runs.run(Runs.small("engine", "cpu"), out);
    assertThat(resume(out, 130)).isEmpty();
    System.clearProperty(FORCED);
    assertThat(resume(out, 140))
        .containsExactly(
            "the run has used plain on the engine cpu and goes on with "
                + best()
                + ": from here on its bits may differ from an uninterrupted run's");
    assertThat(resume(out, 150)).isEmpty();
  }

  @Test
  void theEngineReferenceHasOneArithmetic() {
    Path out = folder.resolve("run");
    Runs.run(Runs.small(), out);
    assertThat(resume(out, 130)).isEmpty();
  }
}
