package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.JsonTree;

class ReproductionFolderTest {
  @TempDir Path dir;

  private List<Path> write(Path folder, String title) {
    return ReproductionFolder.write(
        SampleReproductions.sample(title), SampleReproductions.provenance(), folder);
  }

  @Test
  void holdsPageResultsAndACsvForEachPanel() throws Exception {
    Path out = dir.resolve("new/out");
    assertThat(ReproductionFolder.prepare(out, false)).isTrue();
    assertThat(write(out, "Sample"))
        .extracting(file -> out.relativize(file).toString())
        .containsExactly("panel-1-loss.csv", "panel-2-share.csv", "results.json", "report.html");
    assertThat(Files.readAllLines(out.resolve("panel-1-loss.csv")))
        .hasSize(1 + 2 + 5 + 5 + 2)
        .startsWith(
            "curve,origin,x,y,lowest,highest",
            "\"published\",published,1.0,1.0,,",
            "\"published\",published,500.0,0.002,,",
            "\"slow\",ours,0.0,2.0,1.0,3.0")
        .contains("\"fast\",ours,100.0,-0.02,,");
  }

  @Test
  void resultsReadBackWithEveryDigit() throws Exception {
    write(dir, "Sample");
    Map<String, Object> results = JsonTree.read(Files.readString(dir.resolve("results.json")));
    assertThat(results)
        .containsEntry("mmdflow", "0.1.0")
        .containsEntry("engine", "reference")
        .containsEntry("seconds", 1.5)
        .containsEntry("command", "mmdflow reproduce sample --seeds 2")
        .containsEntry("complete", true)
        .containsEntry("experiment", "sample")
        .containsEntry("settings", Map.of("steps", "1,000"));
    List<?> rows = (List<?>) results.get("rows");
    assertThat((Map<?, ?>) rows.get(2))
        .extracting("published", "published_words", "verdict")
        .containsExactly(1.0, "1–2", "shown");
    assertThat((Map<?, ?>) rows.get(3))
        .extracting("published", "ours", "verdict")
        .containsExactly(Optional.empty(), Optional.empty(), "not_reached");
    Map<?, ?> panel = (Map<?, ?>) ((List<?>) results.get("panels")).get(0);
    assertThat(panel.get("csv")).isEqualTo("panel-1-loss.csv");
    Map<?, ?> slow = (Map<?, ?>) ((List<?>) panel.get("curves")).get(1);
    assertThat(slow.get("y")).isEqualTo(List.of(2.0, 1.0, 0.1, 0.01, 1e-3));
    assertThat(slow.get("lowest")).isEqualTo(List.of(1.0, 0.5, -0.05, 5e-3, 5e-4));
  }

  @Test
  void anEarlierOneIsReplacedOnlyOnRequestAndOtherFilesStay() throws Exception {
    write(dir, "First");
    Files.writeString(dir.resolve("mine.txt"), "mine");
    Files.writeString(dir.resolve("panel-7-old.csv"), "of a longer one");
    assertThatThrownBy(() -> ReproductionFolder.prepare(dir, false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("holds a reproduction already")
        .hasMessageContaining("--overwrite");
    assertThat(ReproductionFolder.prepare(dir, true)).isFalse();
    write(dir, "Second");
    assertThat(dir.resolve("mine.txt")).hasContent("mine");
    assertThat(dir.resolve("panel-7-old.csv")).doesNotExist();
    assertThat(Files.readString(dir.resolve("report.html"))).contains("<h1>Second</h1>");
  }

  @Test
  void foreignFilesAreNeverTouched() throws Exception {
    Files.writeString(dir.resolve("report.html"), "mine");
    for (boolean overwrite : new boolean[] {false, true}) {
      assertThatThrownBy(() -> ReproductionFolder.prepare(dir, overwrite))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no reproduction of mmdflow");
    }
    Files.writeString(dir.resolve("results.json"), "not JSON");
    assertThatThrownBy(() -> ReproductionFolder.prepare(dir, true)).isInstanceOf(UserError.class);
    assertThat(dir.resolve("report.html")).hasContent("mine");
  }

  @Test
  void onlyAnEmptyFolderIsDiscarded() throws Exception {
    Path full = Files.createDirectory(dir.resolve("full"));
    Files.writeString(full.resolve("a"), "a");
    ReproductionFolder.discardEmpty(full);
    assertThat(full.resolve("a")).exists();
    ReproductionFolder.discardEmpty(Files.createDirectory(dir.resolve("empty")));
    assertThat(dir.resolve("empty")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "'Loss ½ MMD²', panel-3-loss-1-2-mmd2.csv",
    "'../../etc/passwd', panel-3-etc-passwd.csv",
    "'∇', panel-3-panel.csv",
    "'', panel-3-panel.csv",
    "'A very long title that goes on and on and never ends, it seems', "
        + "panel-3-a-very-long-title-that-goes-on-and-on-an.csv"
  })
  void namesOfFilesAreHarmless(String title, String name) {
    Panel panel = new Panel(title, Axis.linear("x"), Axis.linear("y"), List.of());
    assertThat(ReproductionFiles.name(panel, 3)).isEqualTo(name);
  }

  @Test
  void quotesInNamesAreDoubled() {
    Reproduction sample = SampleReproductions.sample("S");
    Panel panel = sample.panels().get(1);
    Panel odd =
        new Panel(
            "t",
            panel.x(),
            panel.y(),
            List.of(
                org.mmdflow.experiment.reproduction.Curve.of(
                    "a \"b\", c",
                    org.mmdflow.experiment.reproduction.Curve.Origin.BOUND,
                    new double[] {1},
                    new double[] {Double.NaN})));
    assertThat(ReproductionFiles.csv(odd)).endsWith("\n\"a \"\"b\"\", c\",bound,1.0,,,\n");
  }
}
