package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.experiment.Experiment;
import org.mmdflow.experiment.RunOptions;
import org.mmdflow.experiment.RunSession;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Distributions;
import org.mmdflow.random.Purpose;

class RunFolderReportTest {
  @TempDir Path dir;

  private Path run(int d) {
    double[] mean = new double[d];
    PointsFiles.write(
        Distributions.gaussian(mean, 1.0).of(20).sample(3, Purpose.TARGET), dir.resolve("y.npy"));
    mean[0] = 2;
    PointsFiles.write(
        Distributions.gaussian(mean, 1.0).of(10).sample(3, Purpose.START), dir.resolve("x.npy"));
    Map<String, String> flags =
        Map.of(
            "start", dir.resolve("x.npy").toString(),
            "target", dir.resolve("y.npy").toString(),
            "engine", "reference",
            "steps", "30",
            "metrics-every", "10",
            "snapshots", "every(10)");
    Path out = dir.resolve("<script>");
    try (RunSession session =
        RunSession.begin(
            Experiment.of(flags), out, RunOptions.DEFAULT.withCommand("mmdflow run"))) {
      session.run();
    }
    return out;
  }

  private static RunReport read(Path folder) {
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT)) {
      return RunFolderReport.read(folder, engine);
    }
  }

  @Test
  void readsAllThatARunWrote() throws IOException {
    RunReport report = read(run(2));
    assertThat(report.title()).isEqualTo("<script>");
    assertThat(report.snapshots()).extracting(Snapshot::step).containsExactly(0L, 10L, 20L, 30L);
    assertThat(report.snapshots()).allSatisfy(s -> assertThat(s.fields()).hasSize(1));
    assertThat(report.metrics().get("step")).containsExactly(0, 10, 20, 30);
    assertThat(report.target()).hasValueSatisfying(y -> assertThat(y.n()).isEqualTo(20));
    assertThat(report.settings()).containsEntry("scheme", "euler");
    assertThat(report.origin()).containsEntry("engine", "reference");
    assertThat(report.command()).isEqualTo("mmdflow run");
    Path page = dir.resolve("page.html");
    ReportPage.write(java.util.List.of(report, report), page);
    assertThat(page).content().doesNotContain("<script>|").contains("&lt;script&gt;");
  }

  @Test
  void whatTheMonitorsFoundIsOnThePage() throws IOException {
    PointsFiles.write(
        Distributions.gaussian(new double[] {0, 0}, 1.0).of(20).sample(3, Purpose.TARGET),
        dir.resolve("y.npy"));
    Map<String, String> flags =
        Map.of(
            "start", dir.resolve("y.npy").toString(),
            "target", "gaussian(n=20, mean=[1, 0], sd=1)",
            "engine", "reference",
            "steps", "4",
            "metrics-every", "1",
            "monitors", "dissipation, step-size");
    Path out = dir.resolve("watched");
    try (RunSession session = RunSession.begin(Experiment.of(flags), out, RunOptions.DEFAULT)) {
      session.run();
    }
    RunReport report = read(out);
    assertThat(report.verdicts())
        .hasSize(2)
        .contains(
            "dissipation: descent held in 4 of 4 rows; Proposition 4 in 4 of 4 steps watched");
    assertThat(FactsHtml.verdicts(java.util.List.of(report)))
        .contains("<h2>What the monitors found</h2>", "<li>dissipation: ", "<li>step-size: ")
        .doesNotContain("<h3>");
    assertThat(FactsHtml.verdicts(java.util.List.of(report, read(run(2)), report)))
        .containsOnlyOnce("<h2>")
        .contains("<h3>")
        .doesNotContain("script");
    Path page = dir.resolve("page.html");
    ReportPage.write(java.util.List.of(report), page);
    assertThat(page).content().contains("<li>dissipation: descent held");
  }

  @Test
  void aUnionIsShownWithItsWeights() throws IOException {
    Path file = run(2).resolveSibling("y.npy");
    Map<String, String> flags =
        Map.of(
            "start",
            dir.resolve("x.npy").toString(),
            "target",
            "0.25*" + file + " + 0.75*gaussian(n=5, mean=[9, 0], sd=1)",
            "engine",
            "reference",
            "steps",
            "2");
    Path out = dir.resolve("union");
    try (RunSession session = RunSession.begin(Experiment.of(flags), out, RunOptions.DEFAULT)) {
      session.run();
    }
    RunReport report = read(out);
    assertThat(report.target()).hasValueSatisfying(y -> assertThat(y.n()).isEqualTo(25));
    assertThat(report.targetWeights())
        .hasValueSatisfying(
            w -> {
              assertThat(w.get(0)).isEqualTo(0.25 / 20);
              assertThat(w.get(24)).isEqualTo(0.15);
            });
    assertThat(report.settings()).containsEntry("target", flags.get("target"));
  }

  @Test
  void aRunWithoutMonitorsHasNoCardForThem() throws IOException {
    RunReport report = read(run(2));
    assertThat(report.verdicts()).isEmpty();
    assertThat(FactsHtml.verdicts(java.util.List.of(report))).isEmpty();
  }

  @Test
  void moreThanTwoDimensionsAreSaidOnThePage() {
    RunReport report = read(run(3));
    assertThat(report.snapshots()).allSatisfy(s -> assertThat(s.fields()).hasSize(1));
    assertThat(report.notes()).anyMatch(note -> note.contains("first two of 3 coordinates"));
  }

  @Test
  void aTargetThatIsGoneIsSaidToo() throws IOException {
    Path folder = run(2);
    Files.delete(dir.resolve("y.npy"));
    RunReport report = read(folder);
    assertThat(report.target()).isEmpty();
    assertThat(report.snapshots()).hasSize(4);
    assertThat(report.notes()).anyMatch(note -> note.contains("no such file"));
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    assertThatThrownBy(() -> read(dir))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no run");
  }

  @Test
  void emptyCellsAndATornRowAreNoErrors() throws IOException {
    Path file = dir.resolve("metrics.csv");
    Files.writeString(file, "step,half_mmd2_v,half_mmd2_u\n0,,0.5\n1,0.25,-0.5\n2,0.1");
    MetricsTable table = MetricsTable.read(file);
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.first("half_mmd2_v")).isEqualTo(OptionalDouble.empty());
    assertThat(table.first("half_mmd2_u")).isEqualTo(OptionalDouble.of(0.5));
    Files.writeString(file, "step\nzero\n");
    assertThatThrownBy(() -> MetricsTable.read(file)).hasMessageContaining("line 2, column 1");
  }

  @Test
  void fieldsAreComputedFromTheEndsInwards() {
    assertThat(Fields.coarseFirst(1)).containsExactly(0);
    assertThat(Fields.coarseFirst(6)).containsExactly(0, 5, 2, 1, 3, 4);
    assertThat(Fields.coarseFirst(60)).doesNotHaveDuplicates().hasSize(60);
  }
}
