package org.mmdflow.experiment;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.theory.Monitors;

/** Runs with every monitor on: rows and verdicts do not depend on where a run was cut. */
class MonitoredRunTest {
  @TempDir static Path shared;
  private static Path whole;
  private static RunResult result;

  @TempDir Path folder;

  private static Map<String, String> watched(String... changes) {
    Map<String, String> flags = Runs.small("momentum", "0");
    flags.put("monitors", String.join(", ", Monitors.names()));
    for (int i = 0; i < changes.length; i += 2) {
      flags.put(changes[i], changes[i + 1]);
    }
    return flags;
  }

  @BeforeAll
  static void runOnce() {
    whole = shared.resolve("whole");
    result = Runs.run(watched(), whole);
  }

  @Test
  void everyMonitorHasItsColumnsAndItsVerdict() throws IOException {
    List<String> rows = Files.readAllLines(whole.resolve("metrics.csv"));
    List<String> columns =
        Monitors.parse(Monitors.names(), "monitors").stream()
            .flatMap(m -> m.columns().stream())
            .toList();
    assertThat(rows.get(0)).endsWith("," + String.join(",", columns));
    assertThat(rows)
        .hasSize(20)
        .allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(8 + columns.size()));
    for (String name : List.of("dissipation", "step-size", "noise-trade-off", "collapse")) {
      assertThat(result.verdicts()).anyMatch(verdict -> verdict.startsWith(name + ": "));
    }
    // 40 steps each at 0.5, 0.25 and 0.125.
    int squares = List.of(rows.get(0).split(",")).indexOf("noise_squares");
    assertThat(Double.parseDouble(rows.get(19).split(",", -1)[squares]))
        .isEqualTo(40 * (0.25 + 0.0625 + 0.015625));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 20, 33, 50, 119})
  void anInterruptedRunResumesToTheSameRowsAndVerdicts(long step) throws IOException {
    Path out = folder.resolve("out");
    Runs.runUntil(watched(), out, step);
    RunResult resumed = Runs.resume(out);
    Runs.assertSame(whole, out);
    assertThat(resumed.verdicts()).isEqualTo(result.verdicts());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 60, 63})
  void aProlongedRunToo(long first) throws IOException {
    Path out = folder.resolve("out");
    Runs.run(watched("steps", Long.toString(first)), out);
    RunResult prolonged = Runs.resume(out, Optional.of(120L), new ArrayList<>());
    Runs.assertSame(whole, out);
    assertThat(prolonged.verdicts()).isEqualTo(result.verdicts());
  }

  /** Monitors only look: the particles are those of a run without them. */
  @Test
  void monitorsChangeNothing() throws IOException {
    Path out = folder.resolve("out");
    Map<String, String> flags = watched();
    flags.remove("monitors");
    Runs.run(flags, out);
    assertThat(Files.readAllBytes(out.resolve("particles.npy")))
        .isEqualTo(Files.readAllBytes(whole.resolve("particles.npy")));
  }
}
