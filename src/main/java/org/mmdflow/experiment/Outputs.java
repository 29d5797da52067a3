package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Steps;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowSettings;
import org.mmdflow.flow.FlowSnapshot;
import org.mmdflow.flow.FlowView;

/**
 * What a run writes as it goes: rows, snapshots, checkpoints, each at most once a step, checkpoints
 * last, so that they count on all that stands before them. One thread.
 */
final class Outputs implements AutoCloseable {
  private final Path run;
  private final ResolvedExperiment experiment;
  private final String inputsHash;
  private final Watching watching;
  private final CheckpointStore store;
  private final MetricsFile metrics;
  private final Snapshots snapshots;
  private final double secondsBefore;
  private final long began = System.nanoTime();
  private long rowStep = -1;
  private long snapshotStep = -1;
  private long checkpointStep = -1;
  private long rows;

  private Outputs(
      Path run,
      ResolvedExperiment experiment,
      String inputsHash,
      Watching watching,
      MetricsFile metrics,
      Map<Long, String> hashes,
      double secondsBefore)
      throws IOException {
    this.run = run;
    this.experiment = experiment;
    this.inputsHash = inputsHash;
    this.watching = watching;
    this.store = new CheckpointStore(run);
    this.metrics = metrics;
    this.snapshots = new Snapshots(run, precision(experiment), hashes);
    this.secondsBefore = secondsBefore;
  }

  private static Precision precision(ResolvedExperiment e) {
    return e.experiment().precision;
  }

  /** Begins empty files. */
  static Outputs begin(Path run, ResolvedExperiment e, String inputsHash, Watching watching)
      throws IOException {
    MetricsFile metrics = MetricsFile.create(run.resolve(RunFolder.METRICS), watching.columns());
    return new Outputs(run, e, inputsHash, watching, metrics, Map.of(), 0);
  }

  /** Goes on where {@code c} stands, cutting off what came after it; all was verified. */
  static Outputs goOn(
      Path run, ResolvedExperiment e, String inputsHash, Watching watching, Checkpoint c)
      throws IOException {
    MetricsFile metrics = MetricsFile.reopen(run.resolve(RunFolder.METRICS), c.metrics().length());
    Outputs outputs =
        new Outputs(run, e, inputsHash, watching, metrics, c.snapshots(), c.seconds());
    outputs.checkpointStep = c.step();
    outputs.rowStep = c.step() % e.experiment().metricsEvery == 0 ? c.step() : -1;
    outputs.snapshotStep = c.snapshots().containsKey(c.step()) ? c.step() : -1;
    return outputs;
  }

  /** Seconds that the run has taken over all its sessions. */
  double seconds() {
    return secondsBefore + (System.nanoTime() - began) * 1e-9;
  }

  /** Rows written in this session. */
  long rows() {
    return rows;
  }

  /** The step of the newest checkpoint, -1 for none. */
  long checkpointStep() {
    return checkpointStep;
  }

  /** Tells the monitors of steps taken. */
  void taken(FlowSettings settings, Steps steps, int completed) {
    watching.taken(settings, steps, completed);
  }

  void row(FlowView view) throws IOException {
    if (view.step() != rowStep) {
      metrics.row(view, seconds(), watching.values(view));
      rowStep = view.step();
      rows++;
    }
  }

  void snapshot(FlowView view) throws IOException {
    if (view.step() != snapshotStep) {
      snapshots.write(view.step(), view.particles());
      snapshotStep = view.step();
    }
  }

  void checkpoint(Flow flow) throws IOException {
    if (flow.step() == checkpointStep) {
      return;
    }
    MetricsFile.State state = metrics.force();
    FlowSnapshot snapshot = flow.snapshot();
    store.write(
        new Checkpoint(
            snapshot,
            precision(experiment),
            seconds(),
            state,
            metricsText(state.length()),
            snapshots.hashes(),
            watching.state(),
            experiment.values(),
            inputsHash));
    if (checkpointStep < 0) {
      RunFolder.discardPrevious(run);
    }
    checkpointStep = flow.step();
  }

  private Optional<String> metricsText(long length) throws IOException {
    if (length > Checkpoint.LONGEST_TEXT) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(run.resolve(RunFolder.METRICS));
    return Optional.of(new String(Arrays.copyOf(bytes, (int) length), StandardCharsets.UTF_8));
  }

  /** Writes the final particles; returns the file's SHA-256. */
  String particles(FlowView view) throws IOException {
    return Snapshots.writeHashed(
        run.resolve(RunFolder.PARTICLES),
        view.particles(),
        Snapshots.elementType(precision(experiment)));
  }

  /** Forces the rows to the disk. */
  void force() throws IOException {
    metrics.force();
  }

  @Override
  public void close() throws IOException {
    metrics.close();
  }
}
