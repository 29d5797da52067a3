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
import org.mmdflow.io.FaultyFileSystem;

class OverwriteTest {
  private static final RunOptions OVERWRITE = RunOptions.DEFAULT.withOverwrite(true);
  private static final Map<String, String> SHORT =
      Runs.small("steps", "2", "checkpoint-every", "2");

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void run() {
    out = folder.resolve("out");
    Runs.run(SHORT, out);
  }

  @Test
  void aRunIsKeptUnlessOverwritten() throws IOException {
    byte[] before = Files.readAllBytes(out.resolve("particles.npy"));
    assertThatThrownBy(() -> Runs.run(SHORT, out))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "holds a run already, "
                + out
                + "; go on with mmdflow resume, add --overwrite, or choose another --out");
    assertThat(Files.readAllBytes(out.resolve("particles.npy"))).isEqualTo(before);
    Files.writeString(out.resolve("notes.txt"), "mine");
    Runs.run(Runs.small("steps", "2", "seed", "8"), out, OVERWRITE);
    assertThat(Files.readAllBytes(out.resolve("particles.npy"))).isNotEqualTo(before);
    assertThat(out.resolve("notes.txt")).exists();
    assertThat(out.resolve(RunFolder.PREVIOUS)).doesNotExist();
    assertThat(Runs.metrics(out)).doesNotContain("previous");
  }

  @Test
  void whatIsNoRunIsNeverTouched() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("metrics.csv"), "not ours");
    assertThatThrownBy(() -> Runs.run(SHORT, photos, OVERWRITE))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "holds files that are no run of mmdflow, "
                + photos
                + "; nothing was deleted, choose another --out");
    assertThat(photos.resolve("metrics.csv")).hasContent("not ours");
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Runs.run(SHORT, file, OVERWRITE))
        .hasMessage("is there and no folder, " + file + "; choose another --out");
  }

  @Test
  void anEmptyFolderIsFine() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Runs.run(SHORT, empty);
    assertThat(empty.resolve("particles.npy")).exists();
  }

  @Test
  void aMistakeInTheNewExperimentLosesNothing() throws IOException {
    byte[] before = Files.readAllBytes(out.resolve("particles.npy"));
    assertThatThrownBy(() -> Runs.run(Runs.small("target", "points([[1, 2, 3]])"), out, OVERWRITE))
        .isInstanceOf(UserError.class);
    assertThat(Files.readAllBytes(out.resolve("particles.npy"))).isEqualTo(before);
  }

  /** Whichever operation is the last before the power goes, one whole run is there. */
  @Test
  void theOldRunStandsUntilTheNewOneHasBegun() throws IOException {
    FaultyFileSystem disk = new FaultyFileSystem();
    Map<String, String> other = Runs.small("steps", "2", "seed", "8");
    boolean failed = true;
    for (int n = 1; failed; n++) {
      Path here = folder.resolve("here" + n);
      Runs.run(SHORT, disk.path(here));
      disk.faults().crashAt(n);
      try {
        Runs.run(other, disk.path(here), OVERWRITE);
        failed = false;
      } catch (RunFailure e) {
        assertThat(e.getMessage()).startsWith("cannot write (injected ");
      }
      disk.faults().reset();
      boolean begun = new CheckpointStore(here).hasGood();
      boolean kept = new CheckpointStore(here.resolve(RunFolder.PREVIOUS)).hasGood();
      assertThat(begun || kept).as("operation %d", n).isTrue();
      Runs.run(other, disk.path(here), OVERWRITE);
      assertThat(here.resolve(RunFolder.PREVIOUS)).doesNotExist();
    }
  }
}
