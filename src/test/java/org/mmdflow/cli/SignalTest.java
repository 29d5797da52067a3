package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.io.PointsFiles;

/** Signals and the clock, on a process of its own. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SignalTest {
  @TempDir Path dir;

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.mmdflow.cli.Main"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("err").toFile())
        .start();
  }

  private Process startRun(String steps, int n) throws IOException {
    return start(
        "run",
        "--start",
        "gaussian(n=" + n + ", mean=[2, 2], sd=0.5)",
        "--target",
        "ring(n=" + n + ", centre=[0, 0], radius=1, sd=0.1)",
        "--engine",
        "reference",
        "--steps",
        steps,
        "--metrics-every",
        "1000000",
        "--checkpoint-every",
        "1000000",
        "--out",
        dir.resolve("run").toString());
  }

  private static void send(Process process, String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  /** SIGINT, unless whoever started the tests had it ignored, which children inherit. */
  private static String interrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return "INT";
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    long mask = Long.parseUnsignedLong(ignored.substring(7).strip(), 16);
    return (mask & 2) == 0 ? "INT" : "TERM";
  }

  private void waitForSteps() throws Exception {
    while (!Files.readString(dir.resolve("err")).contains("\nstep ")) {
      Thread.sleep(50);
    }
  }

  @Test
  void onceSavesAndTheRunGoesOnToTheSameBits() throws Exception {
    Process process = startRun("1000000", 40);
    waitForSteps();
    send(process, interrupt());
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(dir.resolve("err")))
        .contains("interrupted: finishing the step and saving the state");
    Path run = dir.resolve("run");
    assertThat(run.resolve("particles.npy")).doesNotExist();
    String out = Files.readString(dir.resolve("out"));
    long taken = Long.parseLong(out.lines().findFirst().orElseThrow().replaceAll("[^0-9]", ""));
    assertThat(taken).isPositive();

    String total = Long.toString(taken + 7);
    assertThat(Invocation.of("resume", run.toString(), "--steps", total).code()).isZero();
    assertThat(
            Invocation.of(
                    "run",
                    run.resolve("experiment.yaml").toString(),
                    "--steps",
                    total,
                    "--out",
                    dir.resolve("straight").toString())
                .code())
        .isZero();
    assertThat(PointsFiles.read(run.resolve("particles.npy")))
        .isEqualTo(PointsFiles.read(dir.resolve("straight").resolve("particles.npy")));
  }

  /** The steps that the newest checkpoint has: a step can end between two signals. */
  private String stepsSaved() throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("run/checkpoint"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ckpt"))
          .max(Comparator.naturalOrder())
          .map(name -> Long.toString(Long.parseLong(name.replace(".ckpt", ""))))
          .orElseThrow();
    }
  }

  @Test
  void threeTimesStopsAtOnceAndTheOldCheckpointIsGood() throws Exception {
    Process process = startRun("1000000", 30_000);
    while (!Files.exists(dir.resolve("run/checkpoint/000000000.ckpt"))) {
      Thread.sleep(50);
    }
    Thread.sleep(500);
    for (int i = 0; i < 3; i++) {
      send(process, interrupt());
      Thread.sleep(100);
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    Invocation resumed =
        Invocation.of("resume", dir.resolve("run").toString(), "--steps", stepsSaved(), "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
  }

  @Test
  void theClockDoesTheSame() throws Exception {
    Invocation result =
        Invocation.of(
            "run",
            "--start",
            "gaussian(n=30, mean=[2, 2], sd=0.5)",
            "--target",
            "gaussian(n=30, mean=[0, 0], sd=0.5)",
            "--engine=reference",
            "--steps=1000000000",
            "--max-time=1s",
            "--json",
            "--out=" + dir.resolve("run"));
    // The limit counts from the start of this process, long ago.
    assertThat(result.code()).isEqualTo(130);
    assertThat(result.out()).contains("\"outcome\":\"interrupted\"");
    assertThat(result.err()).contains("the time limit of 1s is reached: ");
    assertThat(dir.resolve("run/checkpoint")).isDirectory();
  }

  @Test
  void aReproductionEndsWithWhatThereIs() throws Exception {
    Path toy = dir.resolve("toy");
    Process process =
        start(
            "reproduce",
            "gaussian",
            "--engine=reference",
            "--steps=1000000",
            "--json",
            "--out=" + toy);
    while (!Files.readString(dir.resolve("err")).contains("plain, seed 0")) {
      Thread.sleep(50);
    }
    send(process, interrupt());
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(dir.resolve("err")))
        .contains("interrupted: ending with what there");
    assertThat(Files.readString(dir.resolve("out"))).contains("\"outcome\":\"interrupted\"");
    assertThat(toy.resolve("report.html")).content().contains("ended early");
    assertThat(toy.resolve("results.json")).content().contains("\"complete\" : false");
  }

  /** After the flow, while random subsets are measured: the summary itself is not written. */
  @Test
  void aSummaryIsNotWritten() throws Exception {
    Path out = dir.resolve("s.csv");
    Process process =
        start(
            "summarize",
            "gaussian(n=20000, mean=[0, 0], sd=1)",
            "--points=18000",
            "--start=subset",
            "--steps=0",
            "--engine=reference",
            "--out=" + out);
    while (!Files.readString(dir.resolve("err")).contains("random subsets: ")) {
      Thread.sleep(50);
    }
    send(process, interrupt());
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(dir.resolve("err")))
        .contains("interrupted: stopping; nothing is written\n")
        .endsWith("mmdflow: interrupted, " + out + " is not written; run it again\n");
    assertThat(out).doesNotExist();
    assertThat(Files.readString(dir.resolve("out"))).isEmpty();
  }

  @Test
  void aTestEndsAmongItsPairsWithoutAPage() throws Exception {
    Path page = dir.resolve("page.html");
    Process process =
        start(
            "test",
            "gaussian(n=100000, mean=[0, 0], sd=1)",
            "gaussian(n=100000, mean=[0, 0], sd=1)",
            "--permutations=19",
            "--engine=reference",
            "--report=" + page);
    while (!Files.readString(dir.resolve("err")).contains("sums of the splits: ")) {
      Thread.sleep(50);
    }
    send(process, interrupt());
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(dir.resolve("err")))
        .endsWith("mmdflow: interrupted, the test is not done; run it again\n");
    assertThat(page).doesNotExist();
    assertThat(Files.readString(dir.resolve("out"))).isEmpty();
  }

  @Test
  void aCommandWithNothingToSaveEndsAtOnce() throws Exception {
    Process process =
        start("mmd", "gaussian(n=60000, mean=[0], sd=1)", "gaussian(n=60000, mean=[0], sd=1)");
    while (!Files.readString(dir.resolve("err")).contains("engine: ")) {
      Thread.sleep(50);
    }
    send(process, "TERM");
    assertThat(process.waitFor()).isEqualTo(130);
    assertThat(Files.readString(dir.resolve("out"))).isEmpty();
  }
}
