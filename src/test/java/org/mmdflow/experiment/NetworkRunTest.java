package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;

/** Runs whose particles are networks. */
class NetworkRunTest {
  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void write() {
    data = folder.resolve("x.npy");
    write(3);
  }

  private void write(long seed) {
    PointsFiles.write(Distributions.sphere(2).sample(30, seed), data);
  }

  private Map<String, String> flags(String... changes) {
    Map<String, String> flags = Runs.small();
    flags.put("start", "gaussian(n=37, mean=[0, 0, 0], sd=1)");
    flags.put("target", "gaussian(n=5, mean=[0, 0, 0], sd=1)");
    flags.put("kernel", "two-layer(data=\"" + data + "\", activation=tanh)");
    flags.put("engine", "auto");
    flags.put("batch", "7");
    for (int i = 0; i < changes.length; i += 2) {
      flags.put(changes[i], changes[i + 1]);
    }
    return flags;
  }

  @Test
  void areResumedBitForBit() throws IOException {
    Path whole = folder.resolve("whole");
    Path cut = folder.resolve("cut");
    RunResult result = Runs.run(flags(), whole);
    assertThat(result.halfMmd2V().orElseThrow()).isLessThan(0.01);
    Runs.runUntil(flags(), cut, 60);
    Runs.resume(cut);
    Runs.assertSame(whole, cut);
  }

  @Test
  void areWrittenDownResolvedAndRunAgainToTheSameBits() throws IOException {
    Path out = folder.resolve("out");
    Map<String, String> relative = flags("kernel", "two-layer(data=x.npy, activation=tanh)");
    relative.remove("batch");
    Path yaml = folder.resolve("e.yaml");
    Files.writeString(yaml, ExperimentYaml.write(relative));
    try (RunSession session =
        RunSession.begin(Experiment.read(yaml, Map.of()), out, RunOptions.DEFAULT)) {
      session.run();
    }
    String written = Files.readString(out.resolve("experiment.yaml"));
    assertThat(written)
        .contains("engine: reference\n")
        .contains("two-layer(data=\\\"" + data.toAbsolutePath() + "\\\", activation=tanh)")
        .doesNotContain("batch");
    Path again = folder.resolve("again");
    try (RunSession session =
        RunSession.begin(
            Experiment.read(out.resolve("experiment.yaml"), Map.of()), again, RunOptions.DEFAULT)) {
      session.run();
    }
    Runs.assertSame(out, again);
  }

  @Test
  void ofChangedDataAreNotResumed() {
    Path out = folder.resolve("out");
    Runs.runUntil(flags(), out, 60);
    write(4);
    assertThatThrownBy(() -> Runs.resume(out))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "the numbers of start, target, weights or the kernel's data are others than when the"
                + " run began (SHA-256 was ");
  }

  @Test
  void areNotResumedOnAnEngineThatCannot() {
    Path out = folder.resolve("out");
    Runs.runUntil(flags(), out, 60);
    assertThatThrownBy(
            () ->
                RunSession.resume(
                    out,
                    java.util.Optional.empty(),
                    java.util.Optional.of("cpu"),
                    RunOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("engine cpu has no sums of features, in ")
        .hasMessageEndingWith("; use --engine reference");
  }

  @Test
  void drawnDataDependOnTheSeed() {
    String kernel = "two-layer(data=sphere(n=9, d=2), activation=tanh)";
    ResolvedExperiment first = ResolvedExperiment.of(Experiment.of(flags("kernel", kernel)));
    ResolvedExperiment other =
        ResolvedExperiment.of(Experiment.of(flags("kernel", kernel, "seed", "8")));
    assertThat(first.values()).containsEntry("kernel", kernel).containsEntry("batch", "7");
    assertThat(first.hash()).isNotEqualTo(other.hash());
  }

  @Test
  void areEstimatedByThePointsAndNotByThePairs() {
    Map<String, String> flags = flags("start", "gaussian(n=3000, mean=[0, 0, 0], sd=1)");
    flags.put("steps", "1000");
    Estimate all = Estimate.of(Experiment.of(flags), 1);
    assertThat(all.seconds()).isLessThan(600);
  }

  @Test
  void dataMayBeColumnsOfATable() {
    Path table = folder.resolve("t.csv");
    PointsFiles.write(Points.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6}), table);
    String kernel = "two-layer(data=\"" + table + ":1,3\", activation=tanh)";
    Map<String, String> flags = flags("kernel", kernel);
    flags.put("batch", "2");
    assertThat(ResolvedExperiment.of(Experiment.of(flags)).values())
        .containsEntry("kernel", kernel);
  }
}
