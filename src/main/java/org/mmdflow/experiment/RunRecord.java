package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Schedule;

/**
 * A run as its folder has it, to be read only: settings, status, the states that are there. The run
 * may be unfinished, or going on. Immutable once opened.
 */
public final class RunRecord {
  private final Path folder;
  private final Settings settings;
  private final Map<String, Object> manifest;
  private final Optional<Checkpoint> checkpoint;
  private final List<RecordedState> states;

  private RunRecord(
      Path folder, Settings settings, Map<String, Object> manifest, Optional<Checkpoint> newest)
      throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.manifest = manifest;
    this.checkpoint = newest;
    this.states = readStates();
  }

  /**
   * Opens a run's folder.
   *
   * @throws UserError if it holds no run, or a file in it cannot be read
   */
  public static RunRecord open(Path folder) {
    if (SweepTable.isThere(folder)) {
      throw new UserError("holds a sweep, " + folder + "; name the folder of one of its runs");
    }
    Path file = folder.resolve(RunFolder.EXPERIMENT);
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "no run is here, " + folder + "; name the folder that mmdflow run was given with --out");
    }
    try {
      Optional<Checkpoint> newest = new CheckpointStore(folder).newestGood(damaged -> {});
      return new RunRecord(
          folder, ExperimentFile.read(file), Manifest.of(folder).orElse(Map.of()), newest);
    } catch (RunFailure e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError(
          "cannot be read (" + e.getMessage() + "), " + folder + "; check its owner and mode", e);
    }
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** The text of each key in experiment.yaml, in its order. */
  public Map<String, String> settings() {
    Map<String, String> texts = new LinkedHashMap<>();
    settings.keys().forEach(key -> texts.put(key, settings.get(key).text()));
    return texts;
  }

  /**
   * {@code complete}, {@code interrupted}, {@code diverged}, {@code running} or {@code unknown}.
   */
  public String status() {
    return String.valueOf(manifest.getOrDefault("status", "unknown"));
  }

  /** Whether it has come to its end. */
  public boolean isComplete() {
    return status().equals("complete");
  }

  /** The step of the last state that is there, 0 where there is none. */
  public long step() {
    return states.isEmpty() ? 0 : states.get(states.size() - 1).step();
  }

  /**
   * SHA-256 of the last state's step, positions and velocity: equal for equal bits, whatever engine
   * made them. Of a run that has not ended, that of its newest checkpoint.
   */
  public Optional<String> stateHash() {
    Optional<String> ended =
        Optional.ofNullable(manifest.get(Manifest.STATE)).map(Object::toString);
    return ended.or(() -> checkpoint.map(c -> Checkpoint.stateHash(c.state())));
  }

  /**
   * The states that are there by rising step: all snapshots, and the last state, from particles.npy
   * or the newest checkpoint.
   */
  public List<RecordedState> states() {
    return Collections.unmodifiableList(states);
  }

  /** The experiment, checked but without its data. */
  public Experiment experiment() {
    return Experiment.read(folder.resolve(RunFolder.EXPERIMENT), Map.of());
  }

  Settings rawSettings() {
    return settings;
  }

  private List<RecordedState> readStates() throws IOException {
    Schedule stepSize = settings.required(ExperimentKeys.STEP_SIZE).read(Schedule::parse);
    FlowClock clock = new FlowClock(stepSize);
    NavigableMap<Long, Path> files = Snapshots.list(folder);
    Path particles = folder.resolve(RunFolder.PARTICLES);
    long end = lastStep();
    boolean addsParticles = Files.isRegularFile(particles) && !files.containsKey(end);
    if (addsParticles) {
      files.put(end, particles);
    }
    List<RecordedState> found = new ArrayList<>();
    files.forEach((step, file) -> found.add(RecordedState.in(file, step, clock.at(step))));
    long last = files.isEmpty() ? -1 : files.lastKey();
    checkpoint
        .filter(c -> c.step() > last)
        .ifPresent(
            c ->
                found.add(RecordedState.of(c.state().particles(), c.step(), c.state().flowTime())));
    return found;
  }

  /** The step of particles.npy. */
  private long lastStep() {
    if (manifest.get("steps") instanceof Long steps) {
      return steps;
    }
    return checkpoint
        .map(Checkpoint::step)
        .orElseGet(
            () -> settings.get(ExperimentKeys.STEPS).read(text -> Long.parseLong(text.strip())));
  }
}
