package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed twenty times at random moments, the run ends with the bits of one that was left alone. */
class KilledRunTest {
  private static final int KILLS = 20;

  @TempDir Path folder;

  @Test
  void resumesAfterEveryKill() throws IOException, InterruptedException {
    Path whole = folder.resolve("whole");
    Runs.run(KilledRun.FLAGS, whole);
    Path out = folder.resolve("out");
    Random random = new Random(20);
    List<Long> steps = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      String word = kill % 5 == 1 ? "begun" : "going";
      killAfter(out, word, random.nextInt(word.equals("begun") ? 20 : 150));
      steps.add(stepReached(out));
    }
    try (RunSession session = KilledRun.open(out, RunOptions.DEFAULT)) {
      session.run();
    }
    Runs.assertSame(whole, out);
    assertThat(steps).isSorted();
    assertThat(steps.get(KILLS - 1)).as("steps reached: %s", steps).isBetween(1L, 2999L);
  }

  private static long stepReached(Path out) throws IOException {
    return new CheckpointStore(out).newestGood(w -> {}).map(Checkpoint::step).orElse(0L);
  }

  /** Kills the process so many milliseconds after it said {@code word}. */
  private void killAfter(Path out, String word, int milliseconds)
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
                out.toString())
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      while (line != null && !line.equals(word)) {
        line = said.readLine();
      }
      assertThat(line).as(Files.readString(errors)).isEqualTo(word);
      Thread.sleep(milliseconds);
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
