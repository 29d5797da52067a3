package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a run says what its monitors found; engine reference. */
class VerdictLinesTest {
  private static final String DESCENT =
      "dissipation: descent held in 4 of 4 rows; Proposition 4 in 4 of 4 steps watched";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private void run(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run",
                "--start",
                "gaussian(n=20, mean=[2, 0], sd=0.5)",
                "--target",
                "gaussian(n=20, mean=[0, 0], sd=1)",
                "--steps",
                "4",
                "--metrics-every",
                "1",
                "--engine",
                "reference",
                "--monitors",
                "dissipation, step-size",
                "--out",
                folder.resolve("out").toString()));
    words.addAll(List.of(more));
    assertThat(Main.execute(out, err, words.toArray(String[]::new))).isZero();
  }

  @Test
  void verdictsGoToStandardError() {
    run();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("\n" + DESCENT + "\n", "\nstep-size: at most 1 of the bound 2/(3L) = ");
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("dissipation");
  }

  @Test
  void programsFindThemInTheAnswer() {
    run("--json", "--quiet");
    assertThat(err.size()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"verdicts\":[\"" + DESCENT + "\",\"step-size: ");
  }
}
