package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.io.JsonTree;

/** Weighted unions on the command line, against all points with the same weights. */
class UnionCommandsTest {
  private static final String UNION = "'0.25*DIR/a.csv:x,y + 0.75*DIR/b.csv'";
  private static final String POOLED = "DIR/both.csv";

  @TempDir static Path dir;

  @BeforeAll
  static void fill() throws IOException {
    Files.writeString(dir.resolve("a.csv"), "n,x,y\n1,0.5,0\n2,1,-1\n");
    Files.writeString(dir.resolve("b.csv"), "3,1\n4,0.25\n2,2\n");
    Files.writeString(dir.resolve("both.csv"), "0.5,0\n1,-1\n3,1\n4,0.25\n2,2\n");
    Files.writeString(dir.resolve("w.csv"), "0.125\n0.125\n0.25\n0.25\n0.25\n");
    Files.writeString(dir.resolve("x.csv"), "0,0\n1,1\n-1,2\n");
  }

  private static Map<String, Object> json(String command) throws IOException {
    List<String> words = new ArrayList<>(Invocation.words(command.replace("DIR", dir.toString())));
    words.addAll(List.of("--json", "--quiet", "--engine", "reference", "--precision", "double"));
    Invocation result = Invocation.of(words.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return JsonTree.read(result.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v", "u"})
  void measuresTheDistanceToTheUnion(String estimator) throws IOException {
    String how = " --estimator " + estimator;
    for (String[] pair :
        new String[][] {
          {"mmd DIR/x.csv " + UNION, "mmd DIR/x.csv " + POOLED + " --weights-b DIR/w.csv"},
          {"mmd " + UNION + " DIR/x.csv", "mmd " + POOLED + " DIR/x.csv --weights-a DIR/w.csv"},
        }) {
      Map<String, Object> union = json(pair[0] + how);
      Map<String, Object> pooled = json(pair[1] + how);
      assertThat(union.get("mmd2")).isEqualTo(pooled.get("mmd2"));
      assertThat(union.get("kernel")).isEqualTo(pooled.get("kernel"));
      assertThat(union.get("m")).isEqualTo(pooled.get("m"));
    }
  }

  @Test
  void writesTheWitnessOfTheUnion() throws IOException {
    String command = "witness DIR/x.csv --particles DIR/x.csv -o DIR/";
    json(command + "f1.csv --target " + UNION);
    json(command + "f2.csv --target " + POOLED + " --weights-y DIR/w.csv");
    assertThat(dir.resolve("f1.csv")).hasSameBinaryContentAs(dir.resolve("f2.csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"flow", "greedy", "thinning"})
  void summarizesTheUnion(String method) throws IOException {
    String how = " --points 3 --steps 60 --method " + method;
    Map<String, Object> union =
        json("summarize " + UNION + how + " -o DIR/s1.csv --weights DIR/w1.csv");
    Map<String, Object> pooled =
        json(
            "summarize "
                + POOLED
                + how
                + " --data-weights DIR/w.csv -o DIR/s2.csv --weights"
                + " DIR/w2.csv");
    assertThat(union).containsEntry("n", 5L);
    for (String key : new String[] {"mmd2", "mmd2_random", "kernel", "rows", "mean_error"}) {
      assertThat(union.get(key)).isEqualTo(pooled.get(key));
    }
    assertThat(dir.resolve("s1.csv")).hasSameBinaryContentAs(dir.resolve("s2.csv"));
    assertThat(dir.resolve("w1.csv")).hasSameBinaryContentAs(dir.resolve("w2.csv"));
  }

  @Test
  void sweepsOverBarycenters() throws IOException {
    json(
        "run --start DIR/x.csv --steps 5 --sweep 'target=0.5*DIR/b.csv + 0.5*DIR/x.csv,0.9*DIR/b.csv +"
            + " 0.1*DIR/x.csv' --out DIR/sweep");
    assertThat(dir.resolve("sweep/sweep.csv"))
        .content()
        .contains("0.5*" + dir + "/b.csv + 0.5*" + dir + "/x.csv", "0.9*" + dir + "/b.csv");
  }

  @Test
  void thePageOfARunNamesTheUnion() throws IOException {
    json("run --start DIR/x.csv --target " + UNION + " --steps 5 --out DIR/run");
    assertThat(dir.resolve("run/experiment.yaml"))
        .content()
        .contains("target: \"0.25*\\\"" + dir + "/a.csv:x,y\\\" + 0.75*" + dir + "/b.csv\"\n");
    assertThat(dir.resolve("run/report.html"))
        .content()
        .contains("0.25*&quot;" + dir + "/a.csv:x,y&quot; + 0.75*" + dir + "/b.csv");
  }
}
