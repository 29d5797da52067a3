package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.engine.Engines;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

/** With --json each command prints one object with the promised keys, and nothing else. */
class JsonContractTest {
  private static final List<String> ALWAYS =
      List.of("command", "engine", "device", "why", "precision", "compute_seconds");
  private static final List<String> RUN =
      List.of(
          "out",
          "steps",
          "half_mmd2_first",
          "half_mmd2_last",
          "half_mmd2_v",
          "half_mmd2_u",
          "pairs_per_second",
          "verdicts",
          "outcome",
          "state_sha256",
          "report");

  @TempDir static Path dir;

  @BeforeAll
  static void fill() {
    PointsFiles.write(Points.ofRows(new double[][] {{0, 0}, {1, 0}, {0, 1}}), dir.resolve("a.npy"));
    PointsFiles.write(Points.ofRows(new double[][] {{1, 1}, {2, 0}}), dir.resolve("b.npy"));
  }

  private static Map<String, String> json(String command) throws IOException {
    List<String> words =
        Invocation.words(command.replace("DIR", dir.toString()) + " --json --quiet");
    Invocation result = Invocation.of(words.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).endsWith("\n").doesNotContain("NaN");
    Map<String, String> members = new LinkedHashMap<>();
    try (JsonParser in = new JsonFactory().createParser(result.out())) {
      assertThat(in.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        members.put(name, value.isScalarValue() ? in.getText() : value.asString());
        in.skipChildren();
      }
      assertThat(in.nextToken()).as("nothing after the object").isNull();
    }
    assertThat(members).containsEntry("command", words.get(0)).containsEntry("engine", "reference");
    return members;
  }

  private static List<String> keys(List<String> own, String... more) {
    List<String> keys = new java.util.ArrayList<>(ALWAYS);
    keys.addAll(own);
    keys.addAll(List.of(more));
    return keys;
  }

  @Test
  void mmd() throws IOException {
    Map<String, String> found = json("mmd DIR/a.npy DIR/b.npy --engine reference");
    assertThat(found)
        .containsOnlyKeys(
            keys(List.of("mmd2", "mmd", "estimator", "kernel", "n", "m", "d"), "seconds"))
        .containsEntry("estimator", "v")
        .containsEntry("kernel", "gaussian(h=1.4142135623730951)")
        .containsEntry("n", "3")
        .containsEntry("m", "2")
        .containsEntry("d", "2");
  }

  @Test
  void test() throws IOException {
    List<String> always =
        keys(
            List.of("mmd2_u", "p_value", "reject", "permutations", "kernel"),
            "method",
            "level",
            "n",
            "m",
            "d",
            "seconds");
    assertThat(json("test DIR/a.npy DIR/b.npy --permutations 19 --engine reference"))
        .containsOnlyKeys(always)
        .containsEntry("permutations", "19")
        .containsEntry("reject", "false")
        .containsEntry("method", "permutation");
    List<String> more = new java.util.ArrayList<>(always);
    more.addAll(List.of("bandwidths", "report", "differences"));
    String shift = "test 'gaussian(n=60, mean=[0], sd=1)' 'gaussian(n=50, mean=[3], sd=1)'";
    assertThat(json(shift + " --method aggregated --report DIR/test.html --engine reference"))
        .containsOnlyKeys(more)
        .containsEntry("reject", "true");
    assertThat(dir.resolve("test.html")).isRegularFile();
  }

  @Test
  void theRootOfANegativeEstimateIsZero() throws IOException {
    Map<String, String> found =
        json(
            "mmd 'points([[0], [1]])' 'points([[0], [1]])' --kernel energy --estimator u"
                + " --precision double --engine reference");
    assertThat(Double.parseDouble(found.get("mmd2"))).isNegative();
    assertThat(found).containsEntry("mmd", "0.0").containsEntry("precision", "double");
  }

  @Test
  void witnessAndGram() throws IOException {
    assertThat(
            json(
                "witness DIR/a.npy --particles DIR/a.npy --target DIR/b.npy -o DIR/f.csv"
                    + " --engine reference"))
        .containsOnlyKeys(keys(List.of("out", "rows", "kernel"), "seconds"))
        .containsEntry("rows", "3")
        .containsEntry("out", dir + "/f.csv");
    assertThat(Files.readAllLines(dir.resolve("f.csv")))
        .hasSize(4)
        .first()
        .isEqualTo("f,df_1,df_2");
    assertThat(json("gram DIR/a.npy DIR/b.npy -o DIR/k.npy --engine reference"))
        .containsOnlyKeys(keys(List.of("out", "rows", "columns", "kernel", "bytes"), "seconds"))
        .containsEntry("rows", "3")
        .containsEntry("columns", "2");
    assertThat(PointsFiles.read(dir.resolve("k.npy")).get(1, 0)).isEqualTo((float) Math.exp(-0.25));
  }

  @Test
  void runResumeAndReport() throws IOException {
    String flags = " --start DIR/a.npy --target DIR/b.npy --steps 20 --engine reference";
    assertThat(json("run --out DIR/run" + flags))
        .containsOnlyKeys(keys(RUN, "seconds"))
        .containsEntry("steps", "20")
        .containsEntry("outcome", "completed")
        .containsEntry("out", dir + "/run");
    assertThat(dir.resolve("run/report.html")).isRegularFile();
    assertThat(json("resume DIR/run --steps 30"))
        .containsOnlyKeys(keys(RUN, "seconds"))
        .containsEntry("steps", "30");
    assertThat(json("report DIR/run --engine reference"))
        .containsOnlyKeys(keys(List.of("report"), "seconds"))
        .containsEntry("report", dir + "/run/report.html");
    assertThat(json("report DIR/run DIR/run -o DIR/both.html --engine reference"))
        .containsEntry("report", dir + "/both.html");
    assertThat(dir.resolve("both.html")).isRegularFile();
    assertThat(json("compare DIR/run DIR/run --engine reference"))
        .containsOnlyKeys(
            keys(
                List.of("mmd2_u", "p_value", "permutations", "kernel", "first_difference"),
                "first_difference_in_metrics",
                "first_difference_in_states",
                "different_columns",
                "common_rows",
                "common_states",
                "same_state",
                "state_sha256",
                "status",
                "steps",
                "n",
                "settings",
                "metrics",
                "seconds"))
        .containsEntry("same_state", "true");
    assertThat(json("estimate" + flags))
        .containsOnlyKeys(
            keys(
                List.of("bytes", "host_bytes", "seconds", "disk_bytes", "disk_free_bytes"),
                "largest_n",
                "pairs_per_second",
                "command_seconds"));
  }

  @Test
  void demoTwiceInARow() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertThat(json("demo --points 20 --out DIR/demo --engine reference"))
          .containsOnlyKeys(keys(RUN, "seconds"))
          .containsEntry("report", dir + "/demo/report.html");
      assertThat(dir.resolve("demo/report.html")).isRegularFile();
      assertThat(dir.resolve("demo/start.png")).isRegularFile();
      assertThat(dir.resolve("demo/end.png")).isRegularFile();
    }
  }

  @Test
  void reproduceAndReplace() throws IOException {
    String command = "reproduce gaussian --steps 6 --seeds 1 --out DIR/toy --engine reference";
    for (String overwrite : List.of("", " --overwrite")) {
      assertThat(json(command + overwrite))
          .containsOnlyKeys(
              keys(
                  List.of("out", "report", "results", "experiment", "outcome", "figures", "passed"),
                  "failed",
                  "not_reached",
                  "shown",
                  "failures",
                  "seconds"))
          .containsEntry("experiment", "gaussian")
          .containsEntry("outcome", "completed")
          .containsEntry("failed", "0")
          .containsEntry("passed", "3")
          .containsEntry("report", dir + "/toy/report.html");
      assertThat(dir.resolve("toy/report.html")).isRegularFile();
      assertThat(dir.resolve("toy/results.json")).isRegularFile();
      assertThat(dir.resolve("toy/panel-1-loss-1-2-mmd2-u.csv")).isRegularFile();
    }
  }

  @Test
  void devicesAndVerify() throws IOException {
    assertThat(json("devices --engine reference"))
        .containsOnlyKeys("command", "engine", "device", "why", "precision", "engines", "seconds")
        .containsEntry("engines", "[");
    assertThat(json("verify --engine reference --precision double"))
        .containsOnlyKeys(
            "command",
            "engine",
            "device",
            "precision",
            "pass",
            "compute_seconds",
            "checks",
            "seconds")
        .containsEntry("pass", "true")
        .containsEntry("checks", "[");
  }

  @Test
  void benchHasOneResultForEachDimension() throws IOException {
    assertThat(json("bench --n 40 --m 30 --d 3,1,3 --engine reference --threads 1"))
        .containsOnlyKeys(
            "command", "engine", "device", "precision", "compute_seconds", "results", "seconds")
        .containsEntry("precision", "float")
        .containsEntry("results", "[");
    String out =
        Invocation.of(
                "bench", "--n=40", "--m=30", "--d=3,1", "--kernel=energy", "--json", "--quiet")
            .out();
    assertThat(out).containsPattern("\"d\":3.*\"d\":1");
    assertThat(out.split("\\{", -1)[2])
        .startsWith("\"engine\":")
        .contains(
            "\"precision\":\"float\"",
            "\"kernel\":\"energy\"",
            "\"n\":40,\"m\":30,\"d\":3,\"measured_n\":40,\"pairs_per_second\":",
            "\"spread\":",
            "\"passes\":",
            "\"ceiling_pairs_per_second\":",
            "\"share\":",
            "\"error\":")
        .doesNotContain("fault");
  }

  @Test
  void benchSaysOfEachEngineThatItIsMeasuredOrWhyNot() {
    Invocation result = Invocation.of("bench", "--n=40", "--m=30", "--d=2", "--kernel=energy");
    assertThat(result.code()).isZero();
    Engines.probeAll()
        .forEach(
            (name, probe) ->
                assertThat(result.err().lines())
                    .anyMatch(
                        line ->
                            probe.devices().isEmpty()
                                ? line.matches("leaving out (.*, )?" + name + "(,.*)?: .*")
                                    && line.endsWith(": " + String.join(", ", probe.reasons()))
                                : line.startsWith("measuring " + name + " on ")));
  }

  @Test
  void benchSaysWhatItIsTheYardstickOf() {
    Invocation result =
        Invocation.of(
            "bench", "--n=40", "--m=30", "--d=2", "--engine=reference", "--precision=double");
    assertThat(result.code()).isZero();
    assertThat(result.err()).startsWith("measuring reference on ");
    assertThat(result.out().lines().toList())
        .hasSize(4)
        .startsWith("40 points, 30 sources, kernel gaussian(h=median):")
        .endsWith("reference, d = 2: no error, it is the yardstick of the others");
  }
}
