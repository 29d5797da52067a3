package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

class ExperimentFileTest {
  private static final String SOURCES =
      """
      start: gaussian(n=10, mean=[1, 2], sd=0.5)   # a comment
      target: gaussian(n=20, mean=[0, 0], sd=1)
      """;

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("e.yaml"), text);
  }

  private void refused(String text, String message) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Experiment.read(file, Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessage(message.replace("FILE", file.toString()));
  }

  @Test
  void readsAllKeysOfTheManual() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    String text =
        """
        seed: 42
        start: gaussian(n=1000, mean=[10, 10], sd=0.5)   # distribution or file
        target: "gaussian(n=1000, mean=[0, 0], sd=1)"
        target-resampling: every-step
        kernel: gaussian(h=6.324555)
        scheme: noise-injection
        step-size: 1.0
        momentum: 0
        noise: constant(10, until=5000)
        steps: 1e4
        stop-below: 1e-9
        engine: auto
        precision: float
        metrics-every: 50
        snapshots: log(60)
        checkpoint-every: 1000
        monitors: [dissipation, noise-condition, lojasiewicz]
        """;
    Experiment e = Experiment.read(file(text), Map.of("steps", "7"));
    assertThat(e.seed).isEqualTo(42);
    assertThat(e.steps).isEqualTo(7);
    assertThat(e.redrawTarget).isTrue();
    assertThat(e.scheme.noise()).hasToString("constant(10, until=5000)");
    assertThat(e.monitors).containsExactly("dissipation", "noise-condition", "lojasiewicz");
    Map<String, String> values = ResolvedExperiment.of(e).values();
    assertThat(values)
        .containsEntry("kernel", "gaussian(h=6.324555)")
        .containsEntry("step-size", "1")
        .containsEntry("stop-below", "1e-9")
        .containsEntry("snapshots", "log(60, over=7)");
    Experiment again = Experiment.read(file(ExperimentYaml.write(values)), Map.of());
    assertThat(ResolvedExperiment.of(again).values()).isEqualTo(values);
  }

  @Test
  void relativeNamesLieBesideTheFile() throws IOException {
    Path data = Files.createDirectory(folder.resolve("my data"));
    PointsFiles.write(
        Points.ofRows(new double[] {0, 0}, new double[] {1, 1}), data.resolve("a.npy"));
    Path file = data.resolve("e.yaml");
    Files.writeString(file, "start: a.npy\ntarget: a.npy\nkernel: gaussian(h=1)\n");
    Map<String, String> values = ResolvedExperiment.of(Experiment.read(file, Map.of())).values();
    assertThat(values.get("start")).contains("my data").contains("a.npy");
    Path elsewhere = file(ExperimentYaml.write(values));
    assertThat(ResolvedExperiment.of(Experiment.read(elsewhere, Map.of())).values())
        .isEqualTo(values);
    assertThatThrownBy(
            () -> ResolvedExperiment.of(Experiment.read(file, Map.of("target", "a.npy"))))
        .hasMessageContaining("no such file")
        .hasMessageContaining("in --target");
  }

  @Test
  void theMedianAndTheStepSizeBecomeNumbers() throws IOException {
    String text = "start: points([[5]])\ntarget: points([[0], [1], [3]])\n";
    Map<String, String> values =
        ResolvedExperiment.of(Experiment.read(file(text), Map.of())).values();
    assertThat(values)
        .containsEntry("kernel", "gaussian(h=2)")
        .containsEntry("step-size", "2.6666666666666665");
  }

  @Test
  void mistakesPointAtLineAndColumn() throws IOException {
    refused(
        SOURCES + "kernal: energy\n",
        "unknown key \"kernal\", in FILE line 3, column 1; did you mean \"kernel\"?");
    refused(
        SOURCES + "kernel: gausian(h=1)\n",
        "unknown kernel \"gausian\" at character 1 of \"gausian(h=1)\", in FILE line 3, column 9"
            + " (kernel); did you mean \"gaussian\"?");
    refused(
        SOURCES + "seed: 1\nseed: 2\n", "seed is given twice, in FILE line 4, column 1; keep one");
    refused(
        SOURCES + "noise:\n",
        "no value of noise, in FILE line 3, column 7; give one or remove the line");
    refused(
        SOURCES + "kernel: [energy]\n",
        "a list or a mapping where kernel stands, in FILE line 3, column 9; write one value, such"
            + " as points([[0, 0], [1, 1]]) for points");
    refused(
        SOURCES + "kernel: &k energy\n",
        "an anchor or alias, in FILE line 3, column 9; write the value out");
    refused(
        "- a\n", "is not a list of key: value, in FILE line 1, column 1; begin with start: ...");
    refused("", "is empty, in FILE; write at least start: and target:");
    refused(
        SOURCES + "---\nseed: 1\n", "has a second document, in FILE line 3, column 1; keep one");
    refused(
        SOURCES + "seed: \"1\n",
        "is not YAML: found unexpected end of stream, in FILE line 4, column 1; mend the line");
  }

  /** What would cost a careless reader all its memory is refused at its first step. */
  @ParameterizedTest
  @ValueSource(strings = {"bomb", "flow", "block", "keys", "huge", "scalar"})
  void attacksAreRefusedQuickly(String attack) throws IOException {
    StringBuilder text = new StringBuilder();
    switch (attack) {
      case "bomb" -> {
        text.append("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
          String before = "*" + (char) (c - 1);
          text.append(c)
              .append(": &")
              .append(c)
              .append(" [")
              .append(String.join(", ", List.of(before, before, before, before, before)))
              .append("]\n");
        }
      }
      case "flow" -> text.append("start: ").append("[".repeat(100_000));
      case "block" -> text.append("start:\n").append("- ".repeat(100_000)).append("x");
      case "keys" -> text.append("? ".repeat(100_000)).append("x");
      case "huge" -> text.append("seed: 1\n".repeat(300_000));
      default -> text.append("start: points([[").append("1,".repeat(400_000)).append("1]])\n");
    }
    Path file = file(text.toString());
    assertThatThrownBy(() -> ResolvedExperiment.of(Experiment.read(file, Map.of())))
        .isInstanceOf(UserError.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "with space",
        "quote\"d",
        "back\\slash",
        "it's",
        "a: b",
        "#x",
        "ünï",
        "[x",
        "tab\tbed",
        "new\nline",
        "a\u2028b",
        "- a",
        "*a",
        "&a",
        "!t",
        "%d",
        "@",
        "`",
        "null",
        "1e3"
      })
  void whatIsWrittenReadsBack(String value) throws IOException {
    Path file = file(ExperimentYaml.write(Map.of("start", value)));
    assertThat(ExperimentFile.read(file).get("start").text()).isEqualTo(value);
  }
}
