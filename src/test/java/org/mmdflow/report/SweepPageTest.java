package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.RunOptions;
import org.mmdflow.experiment.RunResult;
import org.mmdflow.experiment.SweepObserver;
import org.mmdflow.experiment.SweepPlan;
import org.mmdflow.experiment.SweepRow;
import org.mmdflow.experiment.SweepRun;
import org.mmdflow.experiment.SweepSession;
import org.mmdflow.experiment.SweepTable;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Panel;

/** What the page of a sweep shows, in its data and in a browser. */
class SweepPageTest {
  private static final Map<String, String> FLAGS =
      Map.of(
          "start", "gaussian(n=30, mean=[2, 1], sd=0.5)",
          "target", "gaussian(n=30, mean=[0, 0], sd=1)",
          "kernel", "gaussian(h=1.5)",
          "scheme", "noise-injection",
          "step-size", "0.5",
          "steps", "20",
          "metrics-every", "5",
          "snapshots", "none",
          "engine", "reference");

  @TempDir static Path dir;
  private static Path grid;

  @BeforeAll
  static void sweep() {
    grid = dir.resolve("<b>grid");
    carryOut(grid, "noise=0.01,1,0.1", "momentum=0,0.5");
  }

  private static void carryOut(Path out, String... sweeps) {
    SweepPlan plan = SweepPlan.of(Optional.empty(), FLAGS, List.of(sweeps), OptionalInt.of(2));
    RunOptions options = RunOptions.DEFAULT.withCommand("mmdflow run <i>");
    try (SweepSession session = SweepSession.begin(plan, out, options)) {
      session.run(
          new SweepObserver() {
            @Override
            public void begins(SweepRun run, Engine engine) {}

            @Override
            public void ended(SweepRow row, RunResult result, Engine engine, double left) {}
          });
    }
  }

  private static SweepDiagrams diagrams(Path sweep) {
    return new SweepDiagrams(SweepTable.read(sweep));
  }

  @Test
  void theFinalLossIsDrawnAgainstEachKeyInItsOrder() {
    SweepDiagrams diagrams = diagrams(grid);
    assertThat(diagrams.diagrams()).hasSize(3);
    Panel noise = diagrams.diagrams().get(0).panel();
    assertThat(noise.x()).isEqualTo(Panel.Axis.log("noise"));
    assertThat(noise.curves().stream().map(Curve::name))
        .containsExactly("momentum=0", "momentum=0.5");
    assertThat(noise.curves().get(0).x()).containsExactly(0.01, 0.1, 1);
    Panel momentum = diagrams.diagrams().get(1).panel();
    assertThat(momentum.x().logarithmic()).isFalse();
    assertThat(momentum.curves()).hasSize(3);
    assertThat(diagrams.notes()).isEmpty();
  }

  @Test
  void aPointIsTheMeanOfItsSeedsAndTheBandReachesFromLowestToHighest() {
    List<SweepRow> rows = SweepTable.read(grid).rows().subList(0, 2);
    assertThat(rows).allMatch(row -> row.run().values().get("noise").equals("0.01"));
    double a = rows.get(0).halfMmd2V().orElseThrow();
    double b = rows.get(1).halfMmd2V().orElseThrow();
    Curve curve = diagrams(grid).diagrams().get(0).panel().curves().get(0);
    assertThat(curve.y()[0]).isEqualTo((a + b) / 2);
    assertThat(curve.band().orElseThrow().low()[0]).isEqualTo(Math.min(a, b));
    assertThat(curve.band().orElseThrow().high()[0]).isEqualTo(Math.max(a, b));
    Curve bySteps = diagrams(grid).diagrams().get(2).panel().curves().get(0);
    assertThat(bySteps.x()).containsExactly(0, 5, 10, 15, 20);
    assertThat(bySteps.y()[4]).isEqualTo((a + b) / 2);
  }

  @Test
  void schedulesAreCategories() {
    Path out = dir.resolve("schedules");
    carryOut(out, "noise=1,halving(1, every=5)");
    SweepDiagrams.Diagram diagram = diagrams(out).diagrams().get(0);
    assertThat(diagram.categories()).containsExactly("1", "halving(1, every=5)");
    assertThat(diagram.panel().curves().get(0).x()).containsExactly(1, 2);
  }

  @Test
  void manyCurvesAreThinnedAndThePageSaysSo() {
    Path out = dir.resolve("many");
    carryOut(out, "noise=0,1,2,3,4,5,6,7,8,9,10,11");
    SweepDiagrams diagrams = diagrams(out);
    assertThat(diagrams.diagrams().get(1).panel().curves()).hasSize(SweepDiagrams.CURVES);
    assertThat(diagrams.notes())
        .containsExactly("Of the curves by step 10 of 12 are drawn, evenly chosen.");
  }

  @Test
  void theBrowserDrawsItAndComplainsOfNothing() throws Exception {
    Path page = grid.resolve("report.html");
    SweepPage.write(grid, page);
    assertThat(Files.readString(page)).doesNotContain("<b>", "<i>");
    try (Browser browser = new Browser()) {
      browser.emulate(1300, 1000, 1, false, "light");
      browser.open(page, "");
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).hasSize(1);
      assertThat(browser.text("h1")).isEqualTo("<b>grid");
      assertThat(browser.number("document.querySelectorAll('#diagrams canvas').length"))
          .isEqualTo(3);
      assertThat(browser.number("document.querySelectorAll('.runs tbody tr').length"))
          .isEqualTo(12);
      assertThat(browser.text("#diagrams article:last-child .values"))
          .contains("noise=0.01, momentum=0 0.");
      browser.click("#diagrams input");
      assertThat(browser.number("document.querySelectorAll('#diagrams canvas').length"))
          .isEqualTo(3);
      browser.emulate(400, 800, 2, true, "dark");
      browser.settle();
      assertThat(browser.number("document.documentElement.scrollWidth - document.body.clientWidth"))
          .isLessThanOrEqualTo(1);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aSweepThatHasNotBegunHasAPage() throws Exception {
    Path out = dir.resolve("waiting");
    SweepPlan plan =
        SweepPlan.of(Optional.empty(), FLAGS, List.of("noise=1,2"), OptionalInt.empty());
    try (SweepSession session = SweepSession.begin(plan, out, RunOptions.DEFAULT)) {
      assertThat(session.table().count(SweepRow.Status.WAITING)).isEqualTo(2);
    }
    assertThat(SweepPage.html(out)).contains("<dt>Waiting</dt><dd>2</dd>");
  }
}
