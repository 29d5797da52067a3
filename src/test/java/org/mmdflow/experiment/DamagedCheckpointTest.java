package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedCheckpointTest {
  @TempDir static Path shared;
  private static Path whole;

  @TempDir Path folder;
  private Path out;
  private Path newest;
  private Path older;

  @BeforeAll
  static void runOnce() {
    whole = shared.resolve("whole");
    Runs.run(Runs.small(), whole);
  }

  @BeforeEach
  void interrupt() {
    out = folder.resolve("out");
    Runs.runUntil(Runs.small(), out, 60);
    newest = out.resolve("checkpoint/000000060.ckpt");
    older = out.resolve("checkpoint/000000040.ckpt");
    assertThat(newest).exists();
    assertThat(older).exists();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void aFlippedBitIsFoundAndTheOlderOneTaken(int seed) throws IOException {
    byte[] bytes = Files.readAllBytes(newest);
    Random random = new Random(seed);
    int at = seed == 0 ? 3 : seed == 1 ? bytes.length - 1 : random.nextInt(bytes.length);
    bytes[at] ^= (byte) (1 << random.nextInt(8));
    Files.write(newest, bytes);
    assertFallsBack();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.5, 0.999})
  void aTruncatedFileIsFoundAndTheOlderOneTaken(double kept) throws IOException {
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, java.util.Arrays.copyOf(bytes, (int) (kept * bytes.length)));
    assertFallsBack();
  }

  private void assertFallsBack() throws IOException {
    List<String> notes = new ArrayList<>();
    Runs.resume(out, Optional.empty(), notes);
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0))
        .startsWith("checkpoint " + newest + " ")
        .endsWith("; going on from step 40")
        .containsAnyOf("checksum", "cut short", "does not begin as a checkpoint");
    Runs.assertSame(whole, out);
    assertThat(newest.resolveSibling("000000060.ckpt.damaged")).exists();
  }

  @Test
  void whereBothAreDamagedThereIsOneClearLine() throws IOException {
    Files.write(newest, new byte[0]);
    byte[] bytes = Files.readAllBytes(older);
    bytes[200] ^= 4;
    Files.write(older, bytes);
    assertThatThrownBy(() -> Runs.resume(out))
        .isInstanceOf(RunFailure.class)
        .hasMessage(
            "no checkpoint is whole: checkpoint "
                + newest
                + " is cut short, checkpoint "
                + older
                + " does not have the checksum written at its end, in "
                + out.resolve("checkpoint")
                + "; run the experiment again: mmdflow run "
                + out.resolve("experiment.yaml")
                + " --out OTHER");
    assertThat(out.resolve("metrics.csv")).exists();
  }

  @Test
  void holdsPositionsExactly() throws IOException {
    Checkpoint c = CheckpointFormat.read(newest);
    Path again = folder.resolve("again.ckpt");
    try (var stream = Files.newOutputStream(again)) {
      CheckpointFormat.write(c, stream);
    }
    assertThat(again).hasSameBinaryContentAs(newest);
    assertThat(c.state().velocity()).isPresent();
    assertThat(c.settings()).containsEntry("kernel", "gaussian(h=1.5)");
  }
}
