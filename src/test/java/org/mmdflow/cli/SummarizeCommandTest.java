package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.io.JsonTree;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.io.WeightsFiles;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;

/** The command {@code summarize}, on the engine {@code reference}. */
class SummarizeCommandTest {
  @TempDir static Path dir;

  /**
   * Places with a name, a column of one value, and an inhabitant or more; the last one has none.
   */
  @BeforeAll
  static void fill() throws IOException {
    Points places = RandomClouds.gaussian(1, 120, 2, 10, 3);
    List<String> lines = new ArrayList<>(List.of("name,lon,lat,level,people"));
    for (int i = 0; i < 120; i++) {
      lines.add(
          String.join(
              ",",
              "place " + i,
              Double.toString(places.get(i, 0)),
              Double.toString(places.get(i, 1)),
              "0.1",
              Integer.toString(i == 119 ? 0 : 1 + i % 7)));
    }
    Files.write(dir.resolve("places.csv"), lines);
    PointsFiles.write(places, dir.resolve("places.npy"));
  }

  private static Invocation run(String command) {
    List<String> words = Invocation.words(command.replace("DIR", dir.toString()));
    return Invocation.of(words.toArray(String[]::new));
  }

  private static Map<String, Object> json(String command) throws IOException {
    Invocation result = run(command + " --json --quiet --engine reference");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    Map<String, Object> found = JsonTree.read(result.out());
    assertThat(found)
        .containsEntry("command", "summarize")
        .containsEntry("engine", "reference")
        .containsKeys("device", "why", "precision", "seconds", "compute_seconds")
        .containsKeys("out", "kernel", "scale", "method", "points", "n", "d", "seed")
        .containsKeys("mmd2", "mmd2_random", "mean_error", "mean_error_random")
        .containsKeys("covariance_error", "covariance_error_random");
    return found;
  }

  private static double number(Map<String, Object> found, String key) {
    return ((Number) found.get(key)).doubleValue();
  }

  @Test
  void columnNamesAreKeptAndAConstantColumnToTheBit() throws IOException {
    Map<String, Object> found =
        json("summarize DIR/places.csv:lon,level,lat --points 9 -o DIR/few.csv");
    assertThat(found)
        .containsEntry("out", dir + "/few.csv")
        .containsEntry("method", "flow")
        .containsEntry("scale", "columns")
        .containsEntry("points", 9L)
        .containsEntry("n", 120L)
        .containsEntry("d", 3L)
        .containsKeys("steps", "stationary", "mean_squared_gradient")
        .doesNotContainKeys("rows", "weights", "compare", "mmd2_equal_weights");
    assertThat(number(found, "mmd2")).isPositive().isLessThan(number(found, "mmd2_random") / 20);
    List<String> lines = Files.readAllLines(dir.resolve("few.csv"));
    assertThat(lines).hasSize(10).first().isEqualTo("lon,level,lat");
    assertThat(lines.subList(1, 10))
        .allSatisfy(l -> assertThat(l.split(",", -1)[1]).isEqualTo("0.1"));
    Points few = PointsFiles.read(dir.resolve("few.csv"));
    assertThat(few.mean()[0]).isCloseTo(10, within(1.0));
  }

  @Test
  void itSaysWhatItDidWithTheData() {
    Invocation result =
        run(
            "summarize DIR/places.csv:lon,level,lat --data-weights DIR/places.csv:people --points 5"
                + " -o DIR/few.npy --engine reference --compare --weights DIR/few-w.csv");
    assertThat(result.code()).isZero();
    assertThat(result.err())
        .contains("weights of the data sum to 476: each is divided by that\n")
        .contains("rows of weight 0 are left out: 1 of 120\n")
        .contains("column 2 (level) has one value only: kept as it is\n")
        .contains("median distance of the scaled data: ")
        .contains("engine: reference on ");
    assertThat(result.out().lines().toList())
        .anyMatch(l -> l.startsWith("written  " + dir + "/few.npy, " + dir + "/few-w.csv"))
        .anyMatch(l -> l.matches("method {3}the flow, [\\d,]+ steps, .*"))
        .anyMatch(l -> l.matches(" +summary +random subsets"))
        .anyMatch(l -> l.matches("for every g .*: \\|E g - sum w g\\| <= \\S+ norm\\(g\\)"))
        .anyMatch(l -> l.matches("method +mmd2 +random / it +mmd2, optimal weights"))
        .anyMatch(l -> l.startsWith("thinning "));
  }

  /** The weights that are written are read by the other commands, which find the same distance. */
  @Test
  void theFilesHaveTheDistanceThatIsTold() throws IOException {
    Map<String, Object> found =
        json(
            "summarize DIR/places.npy --points 8 -o DIR/s.npy --weights DIR/w.csv --scale none"
                + " --kernel gaussian(h=3) --precision double");
    assertThat(found).containsEntry("weights", dir + "/w.csv");
    assertThat(number(found, "mmd2")).isLessThan(number(found, "mmd2_equal_weights"));
    assertThat(WeightsFiles.read(dir + "/w.csv", 8).n()).isEqualTo(8);
    Invocation mmd =
        run(
            "mmd DIR/s.npy DIR/places.npy --weights-a DIR/w.csv --kernel gaussian(h=3) --json"
                + " --quiet --precision double --engine reference");
    assertThat(number(JsonTree.read(mmd.out()), "mmd2"))
        .isCloseTo(number(found, "mmd2"), within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(strings = {"greedy", "herding", "thinning"})
  void rowsAreCountedFromOne(String method) throws IOException {
    Map<String, Object> found =
        json("summarize DIR/places.npy --points 6 -o DIR/rows.npz --method " + method);
    Points chosen = PointsFiles.read(dir + "/rows.npz:points");
    Points all = PointsFiles.read(dir.resolve("places.npy"));
    List<?> rows = (List<?>) found.get("rows");
    assertThat(rows).hasSize(6);
    for (int i = 0; i < 6; i++) {
      int row = ((Long) rows.get(i)).intValue() - 1;
      assertThat(chosen.rows(i)).isEqualTo(all.rows(row));
    }
  }

  @Test
  void everyMethodIsComparedAndTheSeedDecides() throws IOException {
    String command =
        "summarize DIR/places.npy --points 7 -o DIR/c.csv --method herding --compare --seed 3";
    Map<String, Object> found = json(command);
    List<?> compare = (List<?>) found.get("compare");
    assertThat(compare.stream().map(one -> ((Map<?, ?>) one).get("method")).toList())
        .isEqualTo(List.of("herding", "flow", "greedy", "thinning"));
    assertThat(((Map<?, ?>) compare.get(0)).get("mmd2")).isEqualTo(found.get("mmd2"));
    assertThat(Files.readAllLines(dir.resolve("c.csv"))).first().isEqualTo("x1,x2");
    assertThat(json(command).get("compare")).isEqualTo(compare);
  }

  @Test
  void thePictureShowsTheSummaryBesideARandomSubset() throws IOException {
    Map<String, Object> found =
        json("summarize DIR/places.npy --points 7 -o DIR/p.csv --picture DIR/p.png");
    assertThat(found).containsEntry("picture", dir + "/p.png");
    var image = ImageIO.read(dir.resolve("p.png").toFile());
    assertThat(image.getWidth()).isEqualTo(2 * 760 + 3 * 24);
    for (int half = 0; half < 2; half++) {
      int from = half * image.getWidth() / 2;
      long blue =
          IntStream.range(from, from + image.getWidth() / 2)
              .mapToLong(
                  x ->
                      IntStream.range(60, image.getHeight())
                          .filter(y -> isBlue(image.getRGB(x, y)))
                          .count())
              .sum();
      // Seven discs, which may overlap.
      assertThat(blue).isBetween(100L, 3_000L);
    }
  }

  private static boolean isBlue(int rgb) {
    return (rgb & 255) - (rgb >> 16 & 255) > 60;
  }

  @Test
  void aKernelOfPlacesMayStandWhereNoScaleIs() throws IOException {
    Map<String, Object> found =
        json(
            "summarize DIR/places.npy --points 8 -o DIR/q.npy --scale none --method greedy"
                + " --kernel 'polynomial(degree=2, c=1)' --precision double");
    Invocation mmd =
        run(
            "mmd DIR/q.npy DIR/places.npy --kernel 'polynomial(degree=2, c=1)' --json --quiet"
                + " --precision double --engine reference");
    double expected = number(JsonTree.read(mmd.out()), "mmd2");
    assertThat(number(found, "mmd2")).isCloseTo(expected, within(1e-9 * 1e5));
  }

  @Test
  void kernelsOfFeaturesAreRefused() {
    Invocation result =
        run(
            "summarize DIR/places.npy --points 2 -o DIR/f.npy --quiet --scale none --kernel"
                + " 'two-layer(data=DIR/x.npy)'");
    assertThat(result.code()).isEqualTo(2);
    assertThat(dir.resolve("f.npy")).doesNotExist();
  }
}
