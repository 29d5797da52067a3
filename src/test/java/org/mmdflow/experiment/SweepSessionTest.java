package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

/** Sweeps on the reference engine: their runs, their table, their interruptions. */
class SweepSessionTest {
  @TempDir static Path shared;
  private static Path whole;

  @TempDir Path folder;

  @BeforeAll
  static void sweepOnce() {
    whole = shared.resolve("whole");
    Sweeps.run(Sweeps.small(), whole, RunOptions.DEFAULT.withCommand("the command"));
  }

  private static void assertSameRuns(Path expected, Path actual) throws IOException {
    for (SweepRow row : SweepTable.read(expected).rows()) {
      String name = row.run().folder();
      Runs.assertSame(expected.resolve(name), actual.resolve(name));
    }
  }

  @Test
  void eachRunHasTheBitsOfARunOnItsOwn() throws IOException {
    for (SweepRow row : SweepTable.read(whole).rows()) {
      Path own = folder.resolve(row.run().folder());
      Map<String, String> flags = Runs.small();
      flags.putAll(row.run().values());
      flags.put("seed", Long.toString(row.run().seed()));
      Runs.run(flags, own);
      Path swept = whole.resolve(row.run().folder());
      Runs.assertSame(own, swept);
      assertThat(swept.resolve("experiment.yaml"))
          .hasSameTextualContentAs(own.resolve("experiment.yaml"));
    }
  }

  @Test
  void aRunsOwnExperimentGivesTheSameBits() throws IOException {
    Path swept = whole.resolve(SweepTable.read(whole).rows().get(3).run().folder());
    Path again = folder.resolve("again");
    Experiment own = Experiment.read(swept.resolve("experiment.yaml"), Map.of());
    try (RunSession session = RunSession.begin(own, again, RunOptions.DEFAULT)) {
      session.run();
    }
    Runs.assertSame(swept, again);
  }

  @Test
  void theTableHasARowForEachRun() throws IOException {
    List<String> lines = Files.readAllLines(whole.resolve("sweep.csv"));
    assertThat(lines.get(0))
        .isEqualTo("noise,seed,steps,half_mmd2_v,half_mmd2_u,seconds,status,folder");
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1)).startsWith("0.5,7,120,0.").endsWith(",complete,001-noise=0.5-seed=7");
    assertThat(lines.get(4))
        .startsWith("\"halving(1, every=40)\",8,120,")
        .endsWith(",complete,004-noise=halving_1_every=40-seed=8");
    SweepTable table = SweepTable.read(whole);
    assertThat(table.command()).isEqualTo("the command");
    assertThat(table.best().orElseThrow().halfMmd2V().orElseThrow())
        .isEqualTo(
            table.rows().stream()
                .mapToDouble(r -> r.halfMmd2V().orElseThrow())
                .min()
                .orElseThrow());
  }

  @Test
  void lossesOfDifferentKernelsHaveNoBest() {
    Path out = folder.resolve("out");
    Sweeps.run(
        Sweeps.plan(Map.of("steps", "2"), 1, "kernel=gaussian(h=1),energy"),
        out,
        RunOptions.DEFAULT);
    assertThat(SweepTable.read(out).count(SweepRow.Status.COMPLETE)).isEqualTo(2);
    assertThat(SweepTable.read(out).best()).isEmpty();
  }

  @Test
  void oneEngineServesAllRunsAndFilesAreReadOnce() throws IOException {
    Path data = folder.resolve("x.csv");
    Files.writeString(data, "0,0\n1,0\n0,1\n");
    Set<Engine> engines = new HashSet<>();
    SweepPlan plan =
        Sweeps.plan(Map.of("target", data.toString(), "steps", "3"), 2, "momentum=0,0.5");
    List<String> inputs = new ArrayList<>();
    try (SweepSession session =
        SweepSession.begin(plan, folder.resolve("out"), RunOptions.DEFAULT)) {
      Files.delete(data);
      session.run(
          new SweepObserver() {
            @Override
            public void begins(SweepRun run, Engine engine) {
              engines.add(engine);
            }

            @Override
            public void ended(SweepRow row, RunResult result, Engine engine, double left) {
              inputs.add(row.status().toString());
            }
          });
    }
    assertThat(engines).hasSize(1);
    assertThat(inputs).containsExactly("complete", "complete", "complete", "complete");
  }

  @Test
  void cachedDataIsOneCopy() {
    DataCache cache = new DataCache();
    String text = "points([[0, 1]])";
    assertThat(cache.law(text, folder)).isSameAs(cache.law(text, folder));
    assertThat(cache.law(text, folder).sample(1, org.mmdflow.random.Purpose.START))
        .isEqualTo(Points.ofRows(new double[][] {{0, 1}}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void anInterruptedSweepResumesToTheSameBits(int at) throws IOException {
    Path out = folder.resolve("out");
    Map<String, byte[]> manifests = new HashMap<>();
    SweepSession[] running = new SweepSession[1];
    long[] number = {0};
    RunOptions options =
        RunOptions.DEFAULT.withProgress(
            progress -> {
              if (number[0] == at && progress.step() >= 33) {
                running[0].requestStop();
              }
            });
    try (SweepSession session = SweepSession.begin(Sweeps.small(), out, options)) {
      running[0] = session;
      List<SweepRow> rows = Sweeps.run(session, run -> number[0] = run.number());
      for (SweepRow row : rows) {
        int n = row.run().number();
        assertThat(row.status())
            .isEqualTo(
                n < at
                    ? SweepRow.Status.COMPLETE
                    : n == at ? SweepRow.Status.INTERRUPTED : SweepRow.Status.WAITING);
        if (n < at) {
          Path manifest = out.resolve(row.run().folder()).resolve("manifest.json");
          manifests.put(manifest.toString(), Files.readAllBytes(manifest));
        }
      }
    }
    assertThat(Files.readAllLines(out.resolve("sweep.csv")).get(at)).contains(",interrupted,");
    assertThat(Sweeps.resume(out)).allMatch(row -> row.status() == SweepRow.Status.COMPLETE);
    assertSameRuns(whole, out);
    for (Map.Entry<String, byte[]> kept : manifests.entrySet()) {
      assertThat(Path.of(kept.getKey())).hasBinaryContent(kept.getValue());
    }
    List<String> lines = Files.readAllLines(out.resolve("sweep.csv"));
    assertThat(lines.subList(1, 5)).allMatch(line -> line.contains(",complete,"));
  }

  @Test
  void aStopBetweenRunsBeginsNoOther() {
    Path out = folder.resolve("out");
    try (SweepSession session = SweepSession.begin(Sweeps.small(), out, RunOptions.DEFAULT)) {
      session.requestStop();
      assertThat(Sweeps.run(session, run -> {}))
          .allMatch(row -> row.status() == SweepRow.Status.WAITING);
    }
    assertThat(Sweeps.resume(out)).allMatch(SweepRow::isDone);
  }

  @Test
  void theClockIsThatOfTheWholeSweep() throws IOException {
    Path out = folder.resolve("out");
    List<SweepRow> rows =
        Sweeps.run(Sweeps.small(), out, RunOptions.DEFAULT.withMaxTime(Duration.ofNanos(1)));
    assertThat(rows).allMatch(row -> row.status() == SweepRow.Status.WAITING);
    Sweeps.resume(out);
    assertSameRuns(whole, out);
  }

  @Test
  void aRunThatDivergesIsRecordedAndTheOthersGoOn() throws IOException {
    Path out = folder.resolve("out");
    SweepPlan plan =
        Sweeps.plan(
            Map.of("kernel", "polynomial(degree=3, c=1)", "noise", "0.1", "steps", "20"),
            1,
            "step-size=0.0001,50,0.0002");
    List<SweepRow> rows = Sweeps.run(plan, out, RunOptions.DEFAULT);
    assertThat(rows.stream().map(SweepRow::status))
        .containsExactly(
            SweepRow.Status.COMPLETE, SweepRow.Status.DIVERGED, SweepRow.Status.COMPLETE);
    assertThat(out.resolve("002-step-size=50-seed=7/particles.npy")).doesNotExist();
    byte[] table = Files.readAllBytes(out.resolve("sweep.csv"));
    assertThat(Sweeps.resume(out)).isEqualTo(rows);
    assertThat(out.resolve("sweep.csv")).hasBinaryContent(table);
  }

  @Test
  void aMistakeInTheLastRunIsFoundBeforeAnythingIsWritten() {
    Path out = folder.resolve("out");
    SweepPlan plan = Sweeps.plan(Map.of(), 2, "momentum=0,0.5,2");
    assertThatThrownBy(() -> SweepSession.begin(plan, out, RunOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("momentum must be at least 0 and below 1 but is \"2\"")
        .hasMessageContaining("in --sweep momentum");
    assertThat(out).doesNotExist();
  }

  @Test
  void aSecondWriterIsRefused() {
    Path out = folder.resolve("out");
    try (SweepSession session = SweepSession.begin(Sweeps.small(), out, RunOptions.DEFAULT)) {
      assertThat(session.table().rows()).hasSize(4);
      assertThatThrownBy(() -> SweepSession.resume(out, RunOptions.DEFAULT))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("another run writes to it");
    }
  }

  @Test
  void overwritingKeepsWhatIsNotOurs() throws IOException {
    Path out = folder.resolve("out");
    Sweeps.run(Sweeps.small(), out, RunOptions.DEFAULT);
    Files.writeString(out.resolve("notes.txt"), "mine");
    Files.writeString(out.resolve("003-noise=halving_1_every=40-seed=7/notes.txt"), "mine too");
    SweepPlan other = Sweeps.plan(Map.of("steps", "5"), 1, "noise=0.5,2");
    assertThatThrownBy(() -> SweepSession.begin(other, out, RunOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds a sweep already");
    Sweeps.run(other, out, RunOptions.DEFAULT.withOverwrite(true));
    assertThat(names(out))
        .containsExactlyInAnyOrder(
            ".lock",
            "001-noise=0.5-seed=7",
            "002-noise=2-seed=7",
            "003-noise=halving_1_every=40-seed=7",
            "notes.txt",
            "sweep.csv",
            "sweep.json");
    assertThat(names(out.resolve("003-noise=halving_1_every=40-seed=7")))
        .containsExactlyInAnyOrder(".lock", "notes.txt");
    assertThat(names(out.resolve("001-noise=0.5-seed=7"))).doesNotContain(".mmdflow-previous");
    assertThat(SweepTable.read(out).rows()).allMatch(row -> row.steps().orElse(0) == 5);
  }

  @Test
  void anOverwrittenSweepWaitsUntilTheNewOneHasBegun() throws IOException {
    Path out = folder.resolve("out");
    Sweeps.run(Sweeps.small(), out, RunOptions.DEFAULT);
    SweepPlan other = Sweeps.plan(Map.of("steps", "5"), 1, "noise=0.5,2");
    RunOptions overwrite = RunOptions.DEFAULT.withOverwrite(true);
    try (SweepSession killed = SweepSession.begin(other, out, overwrite)) {
      assertThat(killed.table().rows()).allMatch(row -> row.status() == SweepRow.Status.WAITING);
    }
    for (SweepRun old : Sweeps.small().runs()) {
      Path previous = out.resolve(old.folder()).resolve(".mmdflow-previous");
      assertThat(previous.resolve("particles.npy")).exists();
    }
    assertThat(Sweeps.resume(out)).allMatch(row -> row.steps().orElse(0) == 5);
    assertThat(names(out)).filteredOn(name -> name.startsWith("0")).hasSize(2);
  }

  @Test
  void whatIsNoSweepIsRefused() throws IOException {
    Path run = whole.resolve(SweepTable.read(whole).rows().get(0).run().folder());
    RunOptions overwrite = RunOptions.DEFAULT.withOverwrite(true);
    assertThatThrownBy(() -> SweepSession.begin(Sweeps.small(), run, overwrite))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds a run and no sweep");
    assertThatThrownBy(() -> RunSession.begin(Experiment.of(Runs.small()), whole, overwrite))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds files that are no run");
    assertThatThrownBy(() -> SweepSession.resume(run, RunOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds no sweep");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("sweep.json"), "{\"sweep\": 3}");
    assertThatThrownBy(() -> SweepSession.resume(broken, RunOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is not as mmdflow wrote it");
    Path mine = folder.resolve("out/002-noise=halving_1_every=40-seed=7");
    Files.createDirectories(mine);
    Files.writeString(mine.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> SweepSession.begin(Sweeps.small(), folder.resolve("out"), overwrite))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("nothing was deleted");
  }

  @Test
  void goesOnFromAnotherWorkingFolder() throws IOException {
    Path data = Path.of("sweep-test-" + System.nanoTime() + ".csv");
    Files.writeString(data, "0,0\n1,0\n0,1\n");
    try {
      Path out = folder.resolve("out");
      SweepPlan plan =
          Sweeps.plan(Map.of("start", data.toString(), "steps", "3"), 1, "target=" + data);
      try (SweepSession session = SweepSession.begin(plan, out, RunOptions.DEFAULT)) {
        session.requestStop();
      }
      SweepPlan read = SweepFile.read(out).plan();
      assertThat(read.settings().get("start")).isEqualTo(data.toAbsolutePath().toString());
      assertThat(read.place).isEqualTo(Path.of("").toAbsolutePath());
      assertThat(Sweeps.resume(out)).allMatch(SweepRow::isDone);
    } finally {
      Files.delete(data);
    }
  }

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> entries = Files.list(place)) {
      return entries.map(p -> p.getFileName().toString()).toList();
    }
  }
}
