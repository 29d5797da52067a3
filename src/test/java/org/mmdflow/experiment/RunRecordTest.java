package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.ElementType;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.io.trajectory.Moment;
import org.mmdflow.io.trajectory.Trajectory;

/** Runs read from their folders, on the reference engine. */
class RunRecordTest {
  @TempDir Path dir;

  private static List<Long> steps(RunRecord run) {
    return run.states().stream().map(RecordedState::step).toList();
  }

  @Test
  void aCompleteRun() throws IOException {
    Path out = dir.resolve("run");
    RunResult result = Runs.run(Runs.small("step-size", "inverse-sqrt(0.3)"), out);
    RunRecord run = RunRecord.open(out);
    assertThat(run.status()).isEqualTo("complete");
    assertThat(run.isComplete()).isTrue();
    assertThat(run.step()).isEqualTo(120);
    assertThat(run.stateHash()).contains(result.stateHash());
    assertThat(run.settings()).containsEntry("seed", "7").containsEntry("momentum", "0.5");
    assertThat(steps(run)).containsExactly(0L, 25L, 50L, 75L, 100L, 120L);
    assertThat(run.states().get(5).particles())
        .isEqualTo(PointsFiles.read(out.resolve("particles.npy")));
  }

  @Test
  void theFlowTimesAreThoseOfTheMetrics() throws IOException {
    Path out = dir.resolve("run");
    Runs.run(
        Runs.small("step-size", "inverse-sqrt(0.3)", "metrics-every", "5", "snapshots", "every(5)"),
        out);
    Map<Long, Double> times = new HashMap<>();
    for (String line : Files.readAllLines(out.resolve("metrics.csv")).subList(1, 26)) {
      String[] cells = line.split(",", -1);
      times.put(Long.parseLong(cells[0]), Double.parseDouble(cells[1]));
    }
    List<RecordedState> states = RunRecord.open(out).states();
    assertThat(states).hasSize(25);
    assertThat(states)
        .allSatisfy(state -> assertThat(state.flowTime()).isEqualTo(times.get(state.step())));
  }

  @Test
  void aRunWithoutSnapshotsHasItsLastState() {
    Path out = dir.resolve("run");
    Runs.run(Runs.small("snapshots", "none"), out);
    assertThat(steps(RunRecord.open(out))).containsExactly(120L);
  }

  @Test
  void anInterruptedRunEndsAtItsCheckpoint() {
    Path out = dir.resolve("run");
    RunResult result = Runs.runUntil(Runs.small("precision", "double"), out, 60);
    RunRecord run = RunRecord.open(out);
    assertThat(run.status()).isEqualTo("interrupted");
    assertThat(run.step()).isEqualTo(result.steps()).isLessThan(120);
    assertThat(run.stateHash()).contains(result.stateHash());
    Trajectory t = RunTrajectory.of(run, note -> {});
    assertThat(t.type()).isEqualTo(ElementType.FLOAT64);
    assertThat(t.moments().stream().map(Moment::step)).endsWith(result.steps());
    assertThat(t.frame(t.size() - 1).n()).isEqualTo(37);
  }

  @Test
  void withoutAManifestTheHashIsThatOfTheCheckpoint() throws IOException {
    Path out = dir.resolve("run");
    RunResult result = Runs.run(Runs.small(), out);
    Files.delete(out.resolve("manifest.json"));
    RunRecord run = RunRecord.open(out);
    assertThat(run.status()).isEqualTo("unknown");
    assertThat(run.stateHash()).contains(result.stateHash());
    assertThat(steps(run)).endsWith(120L);
  }

  @Test
  void columnsWeightsAndTargetOfFiles() throws IOException {
    Files.writeString(dir.resolve("y.csv"), "lon,lat\n0,0\n1,0\n0,1\n");
    Files.writeString(dir.resolve("x.csv"), "3,1\n3,2\n");
    Files.writeString(dir.resolve("w.csv"), "0.25\n0.75\n");
    Path out = dir.resolve("run");
    Runs.run(
        Runs.small(
            "start", dir.resolve("x.csv").toString(),
            "start-weights", dir.resolve("w.csv").toString(),
            "target", dir.resolve("y.csv").toString()),
        out);
    List<String> notes = new ArrayList<>();
    Trajectory t = RunTrajectory.of(RunRecord.open(out), notes::add);
    assertThat(t.columns()).containsExactly("lon", "lat");
    assertThat(t.weights().orElseThrow().toArray()).containsExactly(0.25, 0.75);
    Trajectory target = RunTrajectory.target(RunRecord.open(out), notes::add);
    assertThat(target.frame(0).data()).containsExactly(0, 0, 1, 0, 0, 1);
    assertThat(notes).isEmpty();
    Files.delete(dir.resolve("w.csv"));
    Files.delete(dir.resolve("y.csv"));
    Trajectory poorer = RunTrajectory.of(RunRecord.open(out), notes::add);
    assertThat(poorer.weights()).isEmpty();
    assertThat(poorer.columns()).containsExactly("x1", "x2");
    assertThat(notes).singleElement().asString().startsWith("the weights of the particles are");
    assertThatThrownBy(() -> RunTrajectory.target(RunRecord.open(out), notes::add))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void aUnionGivesTheParticlesItsWeights() throws IOException {
    Path x = Files.writeString(dir.resolve("x.csv"), "3,1\n3,2\n");
    String start = "0.25*" + x + " + 0.75*gaussian(n=3, mean=[0, 0], sd=1)";
    Path out = dir.resolve("run");
    Runs.run(Runs.small("start", start), out);
    List<String> notes = new ArrayList<>();
    Trajectory t = RunTrajectory.of(RunRecord.open(out), notes::add);
    assertThat(t.weights().orElseThrow().toArray()).containsExactly(0.125, 0.125, 0.25, 0.25, 0.25);
    assertThat(notes).isEmpty();
    Files.writeString(x, "3,1\n3,2\n4,5\n");
    assertThat(RunTrajectory.of(RunRecord.open(out), notes::add).weights()).isEmpty();
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith(
            "the weights of the particles are left out: the run has 5 particles and its start now 6"
                + " points, ");
    Files.delete(x);
    assertThatThrownBy(() -> RunTrajectory.weights(RunRecord.open(out), 5))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void aForeignSnapshotIsNamed() {
    Path out = dir.resolve("run");
    Runs.run(Runs.small(), out);
    Path foreign = out.resolve("snapshots/000000025.npy");
    PointsFiles.write(org.mmdflow.measure.Points.zeros(3, 2), foreign);
    Trajectory t = RunTrajectory.of(RunRecord.open(out), note -> {});
    assertThatThrownBy(() -> t.frame(1))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "a state has 3 x 2 numbers where the first has 37 x 2, "
                + foreign
                + "; take the file out of the run's folder");
  }
}
