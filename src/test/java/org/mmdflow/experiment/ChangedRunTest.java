package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.PointsFiles;
import org.mmdflow.measure.Points;

/** Edited outputs and changed settings are refused with the difference; what came later is cut. */
class ChangedRunTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void interrupt() {
    out = folder.resolve("out");
    Runs.runUntil(Runs.small(), out, 60);
  }

  private void refused(String message) {
    assertThatThrownBy(() -> Runs.resume(out)).isInstanceOf(UserError.class).hasMessage(message);
  }

  @Test
  void anEditedRowIsShown() throws IOException {
    Path file = out.resolve("metrics.csv");
    List<String> rows = new ArrayList<>(Files.readAllLines(file));
    String was = rows.get(3);
    rows.set(3, was.replace("14,", "15,"));
    Files.write(file, rows);
    refused(
        "an output of the run was changed: line 4 was \""
            + shown(was)
            + "\" and is \""
            + shown(rows.get(3))
            + "\", in "
            + file
            + "; put the old file back, or run experiment.yaml again with another --out");
  }

  private static String shown(String row) {
    return row.length() > 80 ? row.substring(0, 60) + "..." : row;
  }

  @Test
  void aShortenedFileIsShown() throws IOException {
    Path file = out.resolve("metrics.csv");
    List<String> rows = Files.readAllLines(file);
    Files.write(file, rows.subList(0, 5));
    assertThatThrownBy(() -> Runs.resume(out)).hasMessageContaining("line 6 was \"28,");
  }

  @Test
  void anEditedFinalCloudIsRefused() throws IOException {
    Runs.resume(out);
    Path file = out.resolve("particles.npy");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Runs.resume(out))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("an output of the run was changed: SHA-256 was ")
        .hasMessageContaining(file.toString());
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void anEditedSnapshotIsShown() throws IOException {
    Path file = Snapshots.file(out, 25);
    String was = Sha256.of(file, Long.MAX_VALUE).substring(0, 16);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    String now = Sha256.of(file, Long.MAX_VALUE).substring(0, 16);
    refused(
        "an output of the run was changed: SHA-256 was "
            + was
            + " and is "
            + now
            + ", in "
            + file
            + "; put the old file back, or run experiment.yaml again with another --out");
  }

  @Test
  void aMissingSnapshotIsNamed() throws IOException {
    Files.delete(Snapshots.file(out, 0));
    assertThatThrownBy(() -> Runs.resume(out))
        .hasMessageContaining("changed: it is gone, in " + Snapshots.file(out, 0));
  }

  @Test
  void changedSettingsAreShownKeyByKey() throws IOException {
    Path file = out.resolve("experiment.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("step-size: 0.3", "step-size: 0.25")
            .replace("momentum: 0.5\n", ""));
    refused(
        "settings were changed since the checkpoint: momentum was \"0.5\" and is \"0\", step-size"
            + " was \"0.3\" and is \"0.25\", in "
            + file
            + "; put them back, or run the changed file with another --out");
  }

  @Test
  void commentsAndOrderAreNoChange() throws IOException {
    Path file = out.resolve("experiment.yaml");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    java.util.Collections.reverse(lines);
    Files.writeString(file, "# mine\n" + String.join("\n", lines));
    assertThat(Runs.resume(out).steps()).isEqualTo(120);
  }

  @Test
  void fewerStepsThanTakenAreRefused() {
    assertThatThrownBy(() -> Runs.resume(out, Optional.of(30L), new ArrayList<>()))
        .hasMessage(
            "the run has taken 60 steps already, more than the 30 asked for, in "
                + out
                + "; give --steps at least 60");
  }

  @Test
  void changedInputsAreRefused() throws IOException {
    Path target = folder.resolve("target.npy");
    PointsFiles.write(Points.ofRows(new double[] {0, 0}, new double[] {1, 1}), target);
    Path other = folder.resolve("other");
    Runs.runUntil(Runs.small("target", target.toString()), other, 60);
    PointsFiles.write(Points.ofRows(new double[] {0, 0}, new double[] {1, 2}), target);
    assertThatThrownBy(() -> Runs.resume(other))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("are others than when the run began (SHA-256 was ");
  }

  @Test
  void whatCameAfterTheCheckpointIsCutOff() throws IOException {
    Path whole = folder.resolve("whole");
    Runs.run(Runs.small(), whole);
    Files.writeString(
        out.resolve("metrics.csv"), "999,junk\n", java.nio.file.StandardOpenOption.APPEND);
    Files.copy(Snapshots.file(out, 25), Snapshots.file(out, 77));
    Files.writeString(out.resolve("snapshots/notes.txt"), "mine");
    Runs.resume(out);
    Runs.assertSame(whole, out);
    assertThat(out.resolve("snapshots/notes.txt")).exists();
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    assertThatThrownBy(() -> Runs.resume(folder))
        .hasMessage("holds no run, " + folder + "; name the folder of a run");
  }
}
