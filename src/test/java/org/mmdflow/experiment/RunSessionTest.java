package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Outcome;
import org.mmdflow.io.JsonTree;
import org.mmdflow.io.PointsFiles;

class RunSessionTest {
  @TempDir static Path shared;
  private static Path whole;

  @TempDir Path folder;

  @BeforeAll
  static void runOnce() {
    whole = shared.resolve("whole");
    Runs.run(Runs.small(), whole);
  }

  @Test
  void writesEverythingThatARunFolderHas() throws IOException {
    List<String> rows = Files.readAllLines(whole.resolve("metrics.csv"));
    assertThat(rows.get(0))
        .isEqualTo(
            "step,flow_time,seconds,half_mmd2_v,half_mmd2_u,mean_squared_gradient,step_size,"
                + "noise_level");
    assertThat(rows).hasSize(1 + 18 + 1);
    assertThat(rows.get(1)).startsWith("0,0,").endsWith(",0.3,0.5");
    assertThat(rows.get(19)).startsWith("120,36").endsWith(",0.3,0.0625");
    assertThat(Snapshots.list(whole).keySet()).containsExactly(0L, 25L, 50L, 75L, 100L, 120L);
    assertThat(PointsFiles.read(whole.resolve("particles.npy")))
        .isEqualTo(PointsFiles.read(Snapshots.file(whole, 120)));
    try (var files = Files.list(whole.resolve("checkpoint"))) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("000000100.ckpt", "000000120.ckpt");
    }
    Map<String, Object> manifest = JsonTree.read(Files.readString(whole.resolve("manifest.json")));
    assertThat(manifest)
        .containsEntry("status", "complete")
        .containsEntry("engine", "reference")
        .containsEntry("seed", 7L)
        .containsEntry("steps", 120L)
        .containsKeys("mmdflow", "why", "host", "pairs_per_second", "state_sha256", "sessions");
  }

  @Test
  void theResolvedExperimentGivesTheSameBits() throws IOException {
    Path again = folder.resolve("again");
    Experiment resolved = Experiment.read(whole.resolve("experiment.yaml"), Map.of());
    try (RunSession session = RunSession.begin(resolved, again, RunOptions.DEFAULT)) {
      session.run();
    }
    Runs.assertSame(whole, again);
    assertThat(again.resolve("experiment.yaml"))
        .hasSameTextualContentAs(whole.resolve("experiment.yaml"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void threadsDoNotChangeABit(int threads) throws IOException {
    Path out = folder.resolve("out");
    Runs.run(Runs.small(), out, RunOptions.DEFAULT.withThreads(threads));
    Runs.assertSame(whole, out);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 20, 33, 50, 119})
  void anInterruptedRunResumesToTheSameBits(long step) throws IOException {
    Path out = folder.resolve("out");
    RunResult interrupted = Runs.runUntil(Runs.small(), out, step);
    assertThat(interrupted.end()).isEqualTo(Outcome.End.INTERRUPTED);
    assertThat(interrupted.exitCode()).isEqualTo(130);
    assertThat(out.resolve("particles.npy")).doesNotExist();
    assertThat(Runs.metrics(out)).contains("\n" + interrupted.steps() + ",");
    RunResult resumed = Runs.resume(out);
    assertThat(resumed.steps()).isEqualTo(120);
    Runs.assertSame(whole, out);
  }

  @Test
  void theClockInterruptsToo() throws IOException {
    Path out = folder.resolve("out");
    RunResult result =
        Runs.run(Runs.small(), out, RunOptions.DEFAULT.withMaxTime(Duration.ofNanos(1)));
    assertThat(result.end()).isEqualTo(Outcome.End.INTERRUPTED);
    assertThat(result.steps()).isEqualTo(1);
    Runs.resume(out);
    Runs.assertSame(whole, out);
  }

  @ParameterizedTest
  @CsvSource({"60", "63", "75", "0", "1"})
  void aFinishedRunMayBeProlonged(long first) throws IOException {
    Path out = folder.resolve("out");
    Runs.run(Runs.small("steps", Long.toString(first)), out);
    byte[] before = Files.readAllBytes(out.resolve("particles.npy"));
    RunResult result = Runs.resume(out, Optional.of(120L), new ArrayList<>());
    assertThat(result.steps()).isEqualTo(120);
    assertThat(Files.readAllBytes(out.resolve("particles.npy"))).isNotEqualTo(before);
    Runs.assertSame(whole, out);
    assertThat(out.resolve("experiment.yaml"))
        .hasSameTextualContentAs(whole.resolve("experiment.yaml"));
  }

  @Test
  void logarithmicSnapshotsGoOnAtTheSameRatio() throws IOException {
    Path out = folder.resolve("out");
    Runs.run(Runs.small("steps", "60", "snapshots", "log(9)"), out);
    Runs.resume(out, Optional.of(120L), new ArrayList<>());
    Path once = folder.resolve("once");
    Runs.run(Runs.small("snapshots", "log(9, over=60)"), once);
    Runs.assertSame(once, out);
    assertThat(Snapshots.list(out).keySet()).contains(0L, 60L, 101L, 120L);
  }

  @Test
  void resumingAFinishedRunChangesNothing() throws IOException {
    Path out = folder.resolve("out");
    Runs.run(Runs.small(), out);
    RunResult result = Runs.resume(out);
    assertThat(result.end()).isEqualTo(Outcome.End.COMPLETED);
    Runs.assertSame(whole, out);
  }

  @Test
  void stopsBelowAndStaysStopped() throws IOException {
    Path out = folder.resolve("out");
    Map<String, String> flags = Runs.small("stop-below", "0.1", "noise", "0.01");
    RunResult result = Runs.run(flags, out);
    assertThat(result.end()).isEqualTo(Outcome.End.STOPPED);
    assertThat(result.steps()).isBetween(7L, 119L);
    assertThat(result.exitCode()).isZero();
    assertThat(out.resolve("particles.npy")).exists();
    RunResult prolonged = Runs.resume(out, Optional.of(500L), new ArrayList<>());
    assertThat(prolonged.end()).isEqualTo(Outcome.End.STOPPED);
    assertThat(prolonged.steps()).isEqualTo(result.steps());
  }

  @Test
  void aDivergingFlowSavesItsLastGoodState() throws IOException {
    Path out = folder.resolve("out");
    Map<String, String> flags =
        Runs.small("kernel", "polynomial(degree=3, c=1)", "step-size", "50", "noise", "1");
    RunResult result = Runs.run(flags, out);
    assertThat(result.end()).isEqualTo(Outcome.End.DIVERGED);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.message())
        .contains("the flow diverges", "smaller step size than 50", "; take a");
    assertThat(out.resolve("particles.npy")).doesNotExist();
    assertThat(new CheckpointStore(out).newestGood(w -> {}).orElseThrow().step())
        .isEqualTo(result.steps());
  }

  @Test
  void zeroStepsAreARun() throws IOException {
    Path out = folder.resolve("out");
    RunResult result = Runs.run(Runs.small("steps", "0"), out);
    assertThat(result.end()).isEqualTo(Outcome.End.COMPLETED);
    assertThat(result.pairsPerSecond()).isEmpty();
    assertThat(Files.readAllLines(out.resolve("metrics.csv"))).hasSize(2);
    assertThat(Snapshots.list(out).keySet()).containsExactly(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"float", "double"})
  void redrawnTargetsResumeToTheSameBits(String precision) throws IOException {
    Map<String, String> flags =
        Runs.small("target-resampling", "every-step", "precision", precision, "momentum", "0");
    Path once = folder.resolve("once");
    Runs.run(flags, once);
    Path out = folder.resolve("out");
    Runs.runUntil(flags, out, 33);
    Runs.resume(out);
    Runs.assertSame(once, out);
  }

  @Test
  void aSecondWriterIsRefused() {
    Path out = folder.resolve("out");
    try (RunSession first =
        RunSession.begin(Experiment.of(Runs.small()), out, RunOptions.DEFAULT)) {
      assertThat(first.device().engine()).isEqualTo("reference");
      assertThatThrownBy(() -> Runs.run(Runs.small(), out, RunOptions.DEFAULT.withOverwrite(true)))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(
              "another run writes to it (process " + ProcessHandle.current().pid())
          .hasMessageContaining("; wait for it");
      assertThatThrownBy(() -> Runs.resume(out)).hasMessageContaining("another run writes to it");
    }
  }
}
