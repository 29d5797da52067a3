package org.mmdflow.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.UserError;

/** Holds a run folder against its checkpoint, and cuts off what came after. */
final class OutputCheck {
  private final Path run;
  private final Checkpoint checkpoint;

  OutputCheck(Path run, Checkpoint checkpoint) {
    this.run = run;
    this.checkpoint = checkpoint;
  }

  /**
   * Verifies outputs; changes nothing.
   *
   * @throws UserError if one was edited or is gone, with the difference
   */
  void verify() throws IOException {
    verifyMetrics();
    for (Map.Entry<Long, String> entry : checkpoint.snapshots().entrySet()) {
      verifyFile(Snapshots.file(run, entry.getKey()), entry.getValue());
    }
    Optional<String> particles = Manifest.particles(run);
    if (particles.isPresent()) {
      verifyFile(run.resolve(RunFolder.PARTICLES), particles.get());
    }
  }

  /**
   * Compares settings; the number of steps and the engine may differ.
   *
   * @throws UserError naming what differs
   */
  void compareSettings(Map<String, String> now) {
    Map<String, String> was = checkpoint.settings();
    TreeSet<String> keys = new TreeSet<>(was.keySet());
    keys.addAll(now.keySet());
    keys.remove(ExperimentKeys.STEPS);
    keys.remove(ExperimentKeys.ENGINE);
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String before = was.getOrDefault(key, "not given");
      String after = now.getOrDefault(key, "not given");
      if (!before.equals(after)) {
        differences.add(
            key + " was " + Location.quote(before) + " and is " + Location.quote(after));
      }
    }
    if (!differences.isEmpty()) {
      throw new UserError(
          "settings were changed since the checkpoint: "
              + String.join(", ", differences)
              + ", in "
              + run.resolve(RunFolder.EXPERIMENT)
              + "; put them back, or run the changed file with another --out");
    }
  }

  /**
   * Compares the data of the run.
   *
   * @throws UserError if start, target, weights or the kernel's data have other numbers than at the
   *     beginning
   */
  void compareInputs(String hash) {
    if (!hash.equals(checkpoint.inputsHash())) {
      throw new UserError(
          "the numbers of start, target, weights or the kernel's data are others than when the run began (SHA-256 was "
              + checkpoint.inputsHash().substring(0, 16)
              + ", is "
              + hash.substring(0, 16)
              + "), in the files that "
              + run.resolve(RunFolder.EXPERIMENT)
              + " names; put the old files back, or begin another run");
    }
  }

  private void verifyMetrics() throws IOException {
    Path file = run.resolve(RunFolder.METRICS);
    long length = checkpoint.metrics().length();
    if (!Files.isRegularFile(file)) {
      throw edited(file, "it is gone");
    }
    if (!Sha256.of(file, length).equals(checkpoint.metrics().hash())) {
      throw edited(file, metricsDifference(file, length));
    }
  }

  private String metricsDifference(Path file, long length) throws IOException {
    if (checkpoint.metricsText().isEmpty()) {
      return "its first " + length + " bytes have another SHA-256";
    }
    String[] was = checkpoint.metricsText().get().split("\n", -1);
    String[] now = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
    int line = 0;
    while (line < was.length - 1 && line < now.length && was[line].equals(now[line])) {
      line++;
    }
    return "line "
        + (line + 1)
        + " was "
        + Location.quote(was[line])
        + " and is "
        + (line < now.length ? Location.quote(now[line]) : "gone");
  }

  private void verifyFile(Path file, String hash) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw edited(file, "it is gone");
    }
    String now = Sha256.of(file, Long.MAX_VALUE);
    if (!now.equals(hash)) {
      throw edited(
          file, "SHA-256 was " + hash.substring(0, 16) + " and is " + now.substring(0, 16));
    }
  }

  private static UserError edited(Path file, String difference) {
    return new UserError(
        "an output of the run was changed: "
            + difference
            + ", in "
            + file
            + "; put the old file back, or run experiment.yaml again with another --out");
  }

  /** Removes snapshots that came after the checkpoint. */
  void cutSnapshots() throws IOException {
    for (Map.Entry<Long, Path> entry :
        Snapshots.list(run).tailMap(checkpoint.step(), true).entrySet()) {
      if (!checkpoint.snapshots().containsKey(entry.getKey())) {
        Files.deleteIfExists(entry.getValue());
      }
    }
  }
}
