package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Outcome;

/** Runs whose noise level chooses itself: recorded, resumed, refused. */
class ChosenNoiseRunTest {
  private static final Map<String, String> FLAGS =
      Runs.small("noise", "chosen(every=9)", "target-resampling", "every-step");

  @TempDir static Path shared;
  private static Path whole;

  @TempDir Path folder;

  @BeforeAll
  static void runOnce() {
    whole = shared.resolve("whole");
    Runs.run(FLAGS, whole);
  }

  @Test
  void theExpressionIsRecordedResolved() throws IOException {
    assertThat(Files.readString(whole.resolve("experiment.yaml")))
        .containsPattern("noise: chosen\\(max=5\\.\\d+, every=9, cosine=0\\.18\\)\n");
    Path again = folder.resolve("again");
    Experiment resolved = Experiment.read(whole.resolve("experiment.yaml"), Map.of());
    try (RunSession session = RunSession.begin(resolved, again, RunOptions.DEFAULT)) {
      session.run();
    }
    Runs.assertSame(whole, again);
    assertThat(again.resolve("experiment.yaml"))
        .hasSameTextualContentAs(whole.resolve("experiment.yaml"));
  }

  /** Rows at 0, 7, 14, ...: the level changes between two rows only where a ninth step lies. */
  @Test
  void theLevelChosenIsInTheMetrics() throws IOException {
    List<String> rows = Files.readAllLines(whole.resolve("metrics.csv"));
    List<String> levels =
        rows.subList(1, rows.size()).stream()
            .map(row -> row.substring(row.lastIndexOf(',') + 1))
            .toList();
    assertThat(levels.stream().distinct().count()).isGreaterThan(9);
    assertThat(levels).allSatisfy(level -> assertThat(Double.parseDouble(level)).isLessThan(6));
    assertThat(Double.parseDouble(levels.get(0))).isGreaterThan(0.1);
    assertThat(levels.get(1)).isEqualTo(levels.get(0));
    assertThat(levels.get(2)).isNotEqualTo(levels.get(1));
  }

  /** Step 9 decides, 20 and 100 are checkpoints, 119 and others lie between. */
  @ParameterizedTest
  @ValueSource(longs = {1, 9, 20, 33, 50, 100, 119})
  void anInterruptedRunResumesToTheSameBits(long step) throws IOException {
    Path out = folder.resolve("out");
    assertThat(Runs.runUntil(FLAGS, out, step).end()).isEqualTo(Outcome.End.INTERRUPTED);
    Runs.resume(out);
    Runs.assertSame(whole, out);
  }

  @ParameterizedTest
  @CsvSource({"63", "0", "75"})
  void aFinishedRunMayBeProlonged(long first) throws IOException {
    Path out = folder.resolve("out");
    Runs.run(changed("steps", Long.toString(first)), out);
    Runs.resume(out, Optional.of(120L), new ArrayList<>());
    Runs.assertSame(whole, out);
  }

  private static Map<String, String> changed(String key, String value) {
    Map<String, String> flags = new java.util.LinkedHashMap<>(FLAGS);
    flags.put(key, value);
    return flags;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "diffusion|chosen|scheme diffusion cannot choose its noise level, in --noise; use --scheme"
            + " noise-injection, or give a number or a schedule",
        "euler|chosen(1)|scheme euler takes no noise, in --noise; add --scheme noise-injection or"
            + " --scheme diffusion, or remove the noise",
        "noise-injection|chosen(0)|max must be above 0 but is 0, at character 8 of \"chosen(0)\","
            + " in --noise; change max"
      })
  void mistakesGetOneLine(String scheme, String noise, String line) {
    Map<String, String> flags = changed("noise", noise);
    flags.put("scheme", scheme);
    assertThatThrownBy(() -> Experiment.of(flags)).isInstanceOf(UserError.class).hasMessage(line);
  }

  @Test
  void aChosenLevelNeedsClouds() {
    Map<String, String> flags = changed("start", "points([[1, 1]])");
    flags.put("target", "points([[1, 1]])");
    flags.put("target-resampling", "never");
    assertThatThrownBy(() -> Runs.run(flags, folder.resolve("out")))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "start and target coincide in one point, so there is no largest noise level, in"
                + " --noise; give it, as in chosen(max=1)");
  }

  @Test
  void aStepSizeIsNotChosen() {
    assertThatThrownBy(() -> Experiment.of(changed("step-size", "chosen(1)")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("unknown schedule \"chosen\"");
  }
}
