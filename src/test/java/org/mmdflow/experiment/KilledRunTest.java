package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Engines;

/** Killed many times at random moments, the run ends with the bits of one that was left alone. */
class KilledRunTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"reference, 20, 1", "cpu, 3, 20", "opencl, 3, 20", "cuda, 3, 20"})
  void resumesAfterEveryKill(String engine, int kills, int stretches)
      throws IOException, InterruptedException {
    assumeTrue(
        engine.equals("cuda") || System.getProperty("mmdflow.test.cuda", "").isEmpty(),
        "killed in the run of the tests without CUDA");
    assumeFalse(
        Engines.probeAll().get(engine).devices().isEmpty(),
        () -> "no " + engine + ": " + Engines.probeAll().get(engine).reasons());
    Path whole = folder.resolve("whole");
    Runs.run(KilledRun.on(engine), whole);
    Path out = folder.resolve("out");
    Random random = new Random(20);
    List<Long> steps = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      if (kill % 5 == 1) {
        killAfter(engine, out, "begun", 1, random.nextInt(20));
      } else {
        killAfter(engine, out, "going", stretches, random.nextInt(150));
      }
      steps.add(stepReached(out));
    }
    try (RunSession session = KilledRun.open(engine, out, RunOptions.DEFAULT)) {
      session.run();
    }
    Runs.assertSame(whole, out);
    assertThat(steps).isSorted();
    assertThat(steps.get(kills - 1)).as("steps reached: %s", steps).isBetween(1L, 2999L);
  }

  private static long stepReached(Path out) throws IOException {
    return new CheckpointStore(out).newestGood(w -> {}).map(Checkpoint::step).orElse(0L);
  }

  /**
   * Kills the process so many milliseconds after it said {@code word} so many times: an engine may
   * compile for long before its first step.
   */
  private void killAfter(String engine, Path out, String word, int times, int milliseconds)
      throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                out.toString(),
                engine)
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (int time = 0; time < times; time++) {
        String line = said.readLine();
        while (line != null && !line.equals(word)) {
          line = said.readLine();
        }
        assertThat(line).as(Files.readString(errors)).isEqualTo(word);
      }
      Thread.sleep(milliseconds);
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
