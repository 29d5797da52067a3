package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.io.JsonTree;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

/** The commands over small runs on the reference engine. */
class CompareAndExportTest {
  @TempDir static Path dir;

  private static void run(String name, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run",
                "--start=gaussian(n=30, mean=[2, 0], sd=1)",
                "--target=gaussian(n=40, mean=[0, 0], sd=1)",
                "--kernel=gaussian(h=1)",
                "--steps=40",
                "--metrics-every=10",
                "--snapshots=every(10)",
                "--engine=reference",
                "--quiet",
                "--out=" + dir.resolve(name)));
    for (String flag : more) {
      words.removeIf(word -> word.startsWith(flag.substring(0, flag.indexOf('=') + 1)));
      words.add(flag);
    }
    Invocation result = Invocation.of(words.toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).containsPattern("\nstate +[0-9a-f]{64}\n");
  }

  @BeforeAll
  static void runs() {
    run("a");
    run("again");
    run("longer", "--steps=60");
    run("late", "--scheme=noise-injection", "--noise=constant(0, until=1)");
    run("slow", "--step-size=linear(1, 0.5, over=20)");
    run("bare", "--snapshots=none");
    run("space", "--start=points([[0], [1]])", "--target=points([[2], [3]])");
  }

  private static Map<String, Object> json(String... words) throws IOException {
    String[] all = java.util.Arrays.copyOf(words, words.length + 1);
    all[words.length] = "--json";
    Invocation result = Invocation.of(all);
    assertThat(result.code()).as(result.err()).isZero();
    return JsonTree.read(result.out());
  }

  private static Map<String, Object> compare(String a, String b) throws IOException {
    return json("compare", dir + "/" + a, dir + "/" + b, "--engine=reference");
  }

  @Test
  void theSameRunTwiceHasNoDifference() throws IOException {
    assertThat(compare("a", "again"))
        .containsEntry("first_difference", Optional.empty())
        .containsEntry("same_state", true)
        .containsEntry("settings", Map.of())
        .containsEntry("different_columns", List.of())
        .containsEntry("common_rows", 5L)
        .containsEntry("common_states", 5L)
        .containsEntry("p_value", 1.0)
        .containsEntry("steps", List.of(40L, 40L));
  }

  @Test
  void aLongerRunDiffersNowhereInWhatBothHave() throws IOException {
    assertThat(compare("a", "longer"))
        .containsEntry("first_difference", Optional.empty())
        .containsEntry("same_state", false)
        .containsEntry("settings", Map.of("steps", List.of("40", "60")))
        .containsEntry("steps", List.of(40L, 60L));
  }

  @Test
  void whereStatesPartIsFound() throws IOException {
    Map<String, Object> found = compare("a", "slow");
    assertThat(found)
        .containsEntry("first_difference_in_states", 10L)
        .containsEntry("same_state", false)
        .containsEntry("permutations", 999L);
    assertThat((Double) found.get("p_value")).isGreaterThan(0).isLessThanOrEqualTo(1);
    // The step size to come stands in row 0 already.
    assertThat(found).containsEntry("first_difference", 0L);
    assertThat(found).containsEntry("different_columns", List.of("step_size"));
  }

  @Test
  void theTextHasTheRunsSideBySide() {
    Invocation result =
        Invocation.of("compare", dir + "/a", dir + "/longer", "--engine=reference", "--quiet");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .containsPattern("status +complete +complete\n")
        .containsPattern("\nsteps +40 +60\n")
        .containsPattern("\n0 +\\S+ +\\S+ +\\S+ +\\S+\n")
        .containsPattern("first difference +none in 5 common rows of metrics.csv and 5 states\n")
        .containsPattern("last states +different\n")
        .containsPattern("\np +\\S+\n");
  }

  @ParameterizedTest
  @CsvSource({"xyz,1,5", "vtp,6,5", "csv,1,5", "npz,1,5"})
  void exportsEachFormat(String format, int files, long frames) throws IOException {
    Path out = dir.resolve("export-" + format);
    Map<String, Object> found =
        json("export", dir + "/a", "--format=" + format, "--out=" + out, "--quiet");
    assertThat(found)
        .containsOnlyKeys(
            "command", "out", "format", "files", "frames", "n", "d", "status", "seconds")
        .containsEntry("frames", frames);
    List<?> written = (List<?>) found.get("files");
    assertThat(written).hasSize(files);
    assertThat(written).allSatisfy(file -> assertThat(Path.of("" + file)).isRegularFile());
  }

  @Test
  void theTableHoldsTheSnapshots() throws IOException {
    json("export", dir + "/a", "--format=csv", "--with-target");
    Points table = PointsFiles.read(dir.resolve("a/export/particles.csv"));
    assertThat(PointsFiles.read(dir.resolve("a/export/target.csv")).n()).isEqualTo(40);
    Points last = PointsFiles.read(dir.resolve("a/particles.npy"));
    assertThat(table.n()).isEqualTo(150);
    for (int p = 0; p < 30; p++) {
      assertThat((float) table.get(120 + p, 3)).isEqualTo((float) last.get(p, 0));
    }
    Invocation again = Invocation.of("export", dir + "/a", "--format=csv");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err())
        .isEqualTo(
            "mmdflow: an export is there already, "
                + dir
                + "/a/export/particles.csv; add --overwrite, or choose another --out\n");
    assertThat(Invocation.of("export", dir + "/a", "--format=csv", "--overwrite").code()).isZero();
  }

  @Test
  void anExportIsNotWrittenOverTheDataOfItsRun() throws IOException {
    Path data = Files.createDirectory(dir.resolve("data"));
    Files.writeString(data.resolve("target.csv"), "x,y\n1,2\n3,4\n");
    Files.writeString(data.resolve("particles.csv"), "x,y\n1,2\n");
    run("onto-a-file", "--target=" + data.resolve("target.csv"));
    Invocation result =
        Invocation.of(
            "export",
            dir + "/onto-a-file",
            "--format=csv",
            "--with-target",
            "--overwrite",
            "--out=" + data);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "mmdflow: "
                + data
                + "/target.csv is read and would be overwritten, in target of the run and --out;"
                + " give another name to write to\n");
    assertThat(data.resolve("target.csv")).content().startsWith("x,y");
    assertThat(data.resolve("particles.csv")).content().isEqualTo("x,y\n1,2\n");
  }

  @Test
  void aRunWithoutSnapshotsGivesItsLastStateAndSaysSo() {
    Invocation result = Invocation.of("export", dir + "/bare", "--format=xyz");
    assertThat(result.code()).isZero();
    assertThat(result.err())
        .isEqualTo("the run has no snapshots on the way; written is its last state alone\n");
    assertThat(result.out()).contains("frames   1, steps 40 to 40");
  }

  @Test
  void anInterruptedRunGivesWhatIsThereAndSaysSo() throws IOException {
    Path cut = dir.resolve("cut");
    String line =
        "run --start points([[0],[1]]) --target points([[2],[3]]) --engine reference --quiet"
            + " --steps 1000000000 --max-time 1s --snapshots every(1000000) --out "
            + cut;
    assertThat(Invocation.of(line.split(" ", -1)).code()).isEqualTo(130);
    Invocation result = Invocation.of("export", cut.toString(), "--format=npz");
    assertThat(result.code()).isZero();
    assertThat(result.err()).startsWith("the run is not complete (interrupted); written is what");
    assertThat(Files.size(cut.resolve("export/particles.npz"))).isPositive();
  }

  @Test
  void particlesOfAUnionHaveWeightsAndNoPValue() throws IOException {
    Path start = Files.writeString(dir.resolve("start.csv"), "1,2\n3,4\n5,5\n");
    run("weighted", "--start=0.75*" + start + " + 0.25*gaussian(n=3, mean=[0, 0], sd=1)");
    Map<String, Object> found = compare("weighted", "a");
    assertThat(found).containsEntry("p_value", Optional.empty());
    assertThat((Double) found.get("mmd2_u")).isFinite();
    Files.delete(start);
    Invocation result =
        Invocation.of("compare", dir + "/weighted", dir + "/a", "--engine=reference", "--json");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("the weights of the particles are left out: no such file");
    assertThat(JsonTree.read(result.out()))
        .containsEntry("p_value", Optional.empty())
        .containsEntry("mmd2_u", Optional.empty())
        .containsEntry("n", List.of(6L, 30L));
  }

  @Test
  void runsInDifferentSpacesAreNotCompared() {
    Invocation result = Invocation.of("compare", dir + "/a", dir + "/space");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "mmdflow: dimensions differ: 2 != 1, in "
                + dir
                + "/a and "
                + dir
                + "/space; compare runs in one space\n");
  }
}
