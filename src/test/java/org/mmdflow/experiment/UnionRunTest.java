package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.MedianHeuristic;

/** Runs onto weighted unions. The engine is the reference, unless the test says another. */
class UnionRunTest {
  private static final int N_A = 20;
  private static final int N_B = 33;
  private static final String LAWS =
      "0.25*gaussian(n=20, mean=[0, 0], sd=1) + 0.75*ring(n=33, centre=[4, 0], radius=1, sd=0)";

  @TempDir Path folder;
  private Points a;
  private Points b;
  private Points both;

  @BeforeEach
  void writeFiles() {
    a = Distributions.gaussian(new double[] {-2, 0}, 0.5).sample(N_A, 1);
    b = Distributions.gaussian(new double[] {2, 0}, 0.5).sample(N_B, 2);
    double[] data = new double[2 * (N_A + N_B)];
    System.arraycopy(a.data(), 0, data, 0, 2 * N_A);
    System.arraycopy(b.data(), 0, data, 2 * N_A, 2 * N_B);
    both = Points.of(N_A + N_B, 2, data);
    PointsFiles.write(a, folder.resolve("a.npy"));
    PointsFiles.write(b, folder.resolve("b b+.npy"));
    PointsFiles.write(both, folder.resolve("both.npy"));
    double[] masses = new double[N_A + N_B];
    for (int i = 0; i < masses.length; i++) {
      masses[i] = i < N_A ? 0.25 / N_A : 0.75 / N_B;
    }
    PointsFiles.write(Points.of(masses.length, 1, masses), folder.resolve("w.npy"));
  }

  private String union() {
    return "0.25*" + folder.resolve("a.npy") + " + 0.75*\"" + folder.resolve("b b+.npy") + "\"";
  }

  @ParameterizedTest
  @CsvSource({"reference, float", "reference, double", "cpu, float", "cpu, double"})
  void isTheFlowOntoAllPointsWithThoseWeights(String engine, String precision) throws IOException {
    Path pooled = folder.resolve("pooled");
    String[] how = {"engine", engine, "precision", precision, "kernel", "gaussian(h=median)"};
    Map<String, String> flags = Runs.small(how);
    flags.put("target", folder.resolve("both.npy").toString());
    flags.put("target-weights", folder.resolve("w.npy").toString());
    Runs.run(flags, pooled);
    flags = Runs.small(how);
    flags.put("target", union());
    Path out = folder.resolve("out");
    Runs.run(flags, out);
    Runs.assertSame(pooled, out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "laws", "redrawn", "mixed"})
  void theResolvedFileGivesTheSameBits(String kind) throws IOException {
    String mixed = "0.5*" + folder.resolve("a.npy") + " + 0.5*gaussian(n=9, mean=[0, 0], sd=1)";
    Map<String, String> flags =
        Runs.small(
            "target",
            kind.equals("files") ? union() : kind.equals("mixed") ? mixed : LAWS,
            "target-resampling",
            kind.equals("files") || kind.equals("laws") ? "never" : "every-step");
    Path out = folder.resolve("out");
    Runs.run(flags, out);
    Experiment again = Experiment.read(out.resolve("experiment.yaml"), Map.of());
    assertThat(ResolvedExperiment.of(again).values())
        .isEqualTo(ResolvedExperiment.of(Experiment.of(flags)).on("reference").values());
    Path second = folder.resolve("second");
    try (RunSession session = RunSession.begin(again, second, RunOptions.DEFAULT)) {
      session.run();
    }
    Runs.assertSame(out, second);
  }

  @Test
  void relativeFilesHoldInAnyFolder() throws IOException {
    Path file = folder.resolve("e.yaml");
    Files.writeString(
        file, "start: b b+.npy\ntarget: 0.5*a.npy + 0.5*both.npy\nengine: reference\n");
    String expected = "0.5*" + folder.resolve("a.npy") + " + 0.5*" + folder.resolve("both.npy");
    assertThat(ResolvedExperiment.of(Experiment.read(file, Map.of())).values())
        .containsEntry("target", expected);
  }

  @Test
  void anInterruptedRunGoesOnToTheSameBits() throws IOException {
    Map<String, String> flags = Runs.small("target", LAWS, "target-resampling", "every-step");
    Path whole = folder.resolve("whole");
    Runs.run(flags, whole);
    Path out = folder.resolve("out");
    Runs.runUntil(flags, out, 60);
    Runs.resume(out);
    Runs.assertSame(whole, out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "b b+.npy"})
  void everyFileIsHeldAgainstTheBeginning(String name) {
    Path out = folder.resolve("out");
    Runs.runUntil(Runs.small("target", union()), out, 60);
    Path file = folder.resolve(name);
    Points points = PointsFiles.read(file);
    points.data()[5] += 1e-9;
    PointsFiles.write(points, file);
    assertThatThrownBy(() -> Runs.resume(out))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("are others than when the run began (SHA-256 was ");
  }

  @Test
  void otherCoefficientsAreAnotherExperiment() throws IOException {
    Path out = folder.resolve("out");
    Runs.runUntil(Runs.small("target", LAWS), out, 60);
    Path yaml = out.resolve("experiment.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replace("0.25*", "0.5*").replace("0.75*", "0.5*"));
    assertThatThrownBy(() -> Runs.resume(out))
        .hasMessageContaining("settings were changed since the checkpoint: target was \"0.25*");
  }

  @Test
  void theMedianIsThatOfThePooledPoints() {
    ResolvedExperiment e =
        ResolvedExperiment.of(
            Experiment.of(Runs.small("target", union(), "kernel", "gaussian(h=median)")));
    assertThat(e.kernel()).hasToString("gaussian(h=" + MedianHeuristic.median(both, 7) + ")");
  }

  @Test
  void theEstimateCountsAllPoints() {
    Estimate pooled =
        Estimate.of(Experiment.of(Runs.small("target", folder.resolve("both.npy").toString())), 1);
    Estimate union = Estimate.of(Experiment.of(Runs.small("target", union())), 1);
    assertThat(union.bytes()).isEqualTo(pooled.bytes());
    assertThat(union.hostBytes()).isEqualTo(pooled.hostBytes());
    assertThat(union.largestN()).isEqualTo(pooled.largestN());
  }

  @Test
  void aUnionMayBeTheStart() {
    Inputs inputs = Inputs.load(Experiment.of(Runs.small("start", union())));
    assertThat(inputs.start()).isEqualTo(both);
    assertThat(inputs.startWeights().orElseThrow().get(0)).isCloseTo(0.25 / N_A, within(1e-17));
    assertThat(inputs.targetWeights()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "target"})
  void aUnionHasItsWeightsFromItsCoefficients(String whose) {
    Map<String, String> flags = Runs.small(whose, union());
    flags.put(whose + "-weights", folder.resolve("w.npy").toString());
    assertThatThrownBy(() -> Inputs.load(Experiment.of(flags)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "a weighted union has its weights from its coefficients, in --"
                + whose
                + "-weights; remove "
                + whose
                + "-weights");
  }

  @Test
  void aMissingFileIsPointedAt() {
    String text = "0.5*points([[0, 0]]) + 0.5*gone.npy";
    assertThatThrownBy(() -> Inputs.load(Experiment.of(Runs.small("target", text))))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no such file, gone.npy, at character 28 of \""
                + text
                + "\", in --target; check the name and the folder");
  }
}
