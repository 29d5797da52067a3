package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.io.JsonTree;

/** Sweeps from the command line: answers, exit codes, signals; on the reference engine. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SweepCommandTest {
  @TempDir Path dir;

  private List<String> sweep(Path out, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run",
                "--start",
                "gaussian(n=60, mean=[2, 2], sd=0.5)",
                "--target",
                "gaussian(n=60, mean=[0, 0], sd=1)",
                "--scheme",
                "noise-injection",
                "--engine",
                "reference",
                "--seed",
                "3",
                "--out",
                out.toString()));
    words.addAll(List.of(more));
    return words;
  }

  private static Invocation of(List<String> words) {
    return Invocation.of(words.toArray(String[]::new));
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  @Test
  void answersWithOneObject() throws IOException {
    Path out = dir.resolve("out");
    Invocation result =
        of(sweep(out, "--sweep", "noise=0.1,1", "--seeds=2", "--steps=9", "--json", "--quiet"));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    Map<String, Object> answer = JsonTree.read(result.out());
    assertThat(answer)
        .containsOnlyKeys(
            "command",
            "engine",
            "device",
            "why",
            "precision",
            "out",
            "runs",
            "completed",
            "diverged",
            "outcome",
            "best",
            "compute_seconds",
            "report",
            "rows",
            "seconds")
        .containsEntry("command", "run")
        .containsEntry("engine", "reference")
        .containsEntry("runs", 4L)
        .containsEntry("completed", 4L)
        .containsEntry("out", out.toString());
    Map<?, ?> best = (Map<?, ?>) answer.get("best");
    assertThat(out.resolve(best.get("folder").toString()).resolve("particles.npy")).exists();
    assertThat(answer).containsEntry("outcome", "completed");
    assertThat(list(answer.get("rows")))
        .hasSize(4)
        .last()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsOnlyKeys(
            "values", "seed", "steps", "half_mmd2_v", "half_mmd2_u", "seconds", "status", "folder")
        .containsEntry("values", Map.of("noise", "1"))
        .containsEntry("seed", 4L)
        .containsEntry("steps", 9L)
        .containsEntry("status", "complete")
        .containsEntry("folder", "004-noise=1-seed=4");
    assertThat(out.resolve("report.html")).isRegularFile();
    assertThat(out.resolve("004-noise=1-seed=4/report.html")).isRegularFile();
    Files.delete(out.resolve("report.html"));
    Invocation again = Invocation.of("report", out.toString(), "--engine", "reference");
    assertThat(again.code()).isZero();
    assertThat(out.resolve("report.html")).isRegularFile();
  }

  @Test
  void saysHowLongItWillTakeAndWhatCameOut() {
    Path out = dir.resolve("out");
    Invocation result =
        of(sweep(out, "--sweep", "noise=0.1,halving(1, every=3)", "--seeds=3", "--steps=9"));
    assertThat(result.code()).isZero();
    assertThat(result.err().lines())
        .anyMatch(line -> line.matches("noise=0.1, seed=3: .* about .* for the 5 runs left"))
        .anyMatch(line -> line.matches("noise=halving\\(1, every=3\\), seed=5: .* s"));
    assertThat(result.out().lines().toList())
        .first()
        .asString()
        .matches("noise +complete +half_mmd2_v +lowest +highest");
    assertThat(result.out())
        .containsPattern("0\\.1 +3 of 3 +0\\.")
        .contains("complete  6 of 6 runs", "sweep.csv", "report    " + out + "/report.html");
  }

  @Test
  void aDivergedRunIsNamedAndTheExitCodeIsOne() throws IOException {
    Invocation result =
        of(
            sweep(
                dir.resolve("out"),
                "--sweep=step-size=0.0001,50",
                "--kernel=polynomial(degree=3, c=1)",
                "--noise=0.1",
                "--steps=20",
                "--quiet",
                "--json"));
    assertThat(result.code()).isEqualTo(1);
    String line =
        "1 of 2 runs diverged: 002-step-size=50, in "
            + dir.resolve("out")
            + "; take smaller step sizes for these";
    assertThat(result.err()).isEqualTo("mmdflow: " + line + "\n");
    Map<String, Object> answer = JsonTree.read(result.out());
    assertThat(answer).containsEntry("error", line).containsEntry("completed", 1L);
    assertThat(list(answer.get("diverged"))).hasSize(1);
  }

  @Test
  void theClockEndsItAndResumeGoesOn() throws IOException {
    Path out = dir.resolve("out");
    // The limit counts from the start of this process, long ago.
    Invocation result =
        of(sweep(out, "--sweep=noise=0.1,1", "--steps=9", "--max-time=1s", "--json"));
    assertThat(result.code()).isEqualTo(130);
    assertThat(result.err()).contains("; go on with mmdflow resume " + out);
    assertThat(JsonTree.read(result.out())).containsEntry("completed", 0L);
    Invocation refused = Invocation.of("resume", out.toString(), "--steps", "100");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "mmdflow: a sweep goes on as it began, in --steps; leave it out, or resume one of the"
                + " runs in "
                + out
                + "\n");
    Invocation resumed = Invocation.of("resume", out.toString(), "--json");
    assertThat(resumed.code()).isZero();
    assertThat(JsonTree.read(resumed.out()))
        .containsEntry("command", "resume")
        .containsEntry("completed", 2L);
    assertThat(out.resolve("report.html")).isRegularFile();
    Invocation nothingLeft = Invocation.of("resume", out.toString());
    assertThat(nothingLeft.code()).as(nothingLeft.err()).isZero();
  }

  @DisabledOnOs(OS.WINDOWS)
  @ParameterizedTest
  @CsvSource({"KILL, 137", "TERM, 130"})
  void aSweepThatIsEndedByASignalGoesOnToTheSameBits(String signal, int code) throws Exception {
    Path out = dir.resolve("out");
    String[] flags = {
      "--sweep=noise=0.1,1,10", "--steps=4000", "--metrics-every=1000", "--checkpoint-every=200"
    };
    Path whole = dir.resolve("whole");
    assertThat(of(sweep(whole, flags)).code()).isZero();
    Process process = start(sweep(out, flags));
    Path second = out.resolve("002-noise=1/checkpoint");
    while (!Files.exists(second.resolve("000000400.ckpt"))
        && !Files.exists(second.resolve("000000600.ckpt"))) {
      assertThat(process.isAlive()).as(Files.readString(dir.resolve("err"))).isTrue();
      Thread.sleep(5);
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor()).isEqualTo(code);
    assertThat(out.resolve("001-noise=0.1/particles.npy")).exists();
    assertThat(out.resolve("002-noise=1/particles.npy")).doesNotExist();
    assertThat(out.resolve("003-noise=10")).doesNotExist();
    byte[] first = Files.readAllBytes(out.resolve("001-noise=0.1/manifest.json"));
    assertThat(Invocation.of("resume", out.toString()).code()).isZero();
    assertThat(out.resolve("001-noise=0.1/manifest.json")).hasBinaryContent(first);
    for (String name : List.of("001-noise=0.1", "002-noise=1", "003-noise=10")) {
      assertThat(out.resolve(name).resolve("particles.npy"))
          .hasBinaryContent(Files.readAllBytes(whole.resolve(name).resolve("particles.npy")));
    }
    try (Stream<String> lines = Files.lines(out.resolve("sweep.csv"))) {
      assertThat(lines.filter(line -> line.contains(",complete,"))).hasSize(3);
    }
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.mmdflow.cli.Main"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectOutput(dir.resolve("out.txt").toFile())
        .redirectError(dir.resolve("err").toFile())
        .start();
  }
}
