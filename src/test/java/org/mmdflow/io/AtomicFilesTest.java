package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmdflow.io.Faults.Operation.CREATE;
import static org.mmdflow.io.Faults.Operation.FORCE;
import static org.mmdflow.io.Faults.Operation.MOVE;
import static org.mmdflow.io.Faults.Operation.WRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFilesTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEW = new byte[200_000];

  /** 200,000 bytes through a buffer of 65,536 and one larger write. */
  private static final AtomicFiles.Writer IN_PIECES =
      out -> {
        for (int at = 0; at < NEW.length; at += 1000) {
          out.write(NEW, at, 1000);
        }
      };

  @TempDir private Path folder;
  private Path target;
  private Path real;
  private final FaultyFileSystem disk = new FaultyFileSystem();

  static {
    Arrays.fill(NEW, (byte) 'n');
  }

  @BeforeEach
  void writeOld() throws IOException {
    real = folder.resolve("a.bin");
    Files.write(real, OLD);
    target = disk.path(real);
  }

  @Test
  void forcesTheFileBeforeTheRenameAndTheFolderAfterIt() throws IOException {
    AtomicFiles.write(target, NEW);
    assertThat(disk.faults().log()).startsWith(CREATE).endsWith(WRITE, FORCE, MOVE, FORCE);
    assertThat(Files.readAllBytes(real)).isEqualTo(NEW);
    assertThat(names()).containsExactly("a.bin");
  }

  @Test
  void leavesTheOldFileOrTheNewOneAtEveryFault() throws IOException {
    AtomicFiles.write(target, IN_PIECES);
    List<Faults.Operation> operations = disk.faults().log();
    assertThat(operations.size()).isGreaterThan(6);
    for (int n = 1; n <= operations.size(); n++) {
      Files.write(real, OLD);
      disk.faults().failAt(n);
      assertThatThrownBy(() -> AtomicFiles.write(target, IN_PIECES))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("injected fault");
      // Only forcing the folder comes after the rename.
      assertThat(Files.readAllBytes(real)).isEqualTo(n == operations.size() ? NEW : OLD);
      assertThat(names()).as("fault at %d", n).containsExactly("a.bin");
    }
  }

  @Test
  void leavesTheOldFileOrTheNewOneAtEveryCrash() throws IOException {
    AtomicFiles.write(target, IN_PIECES);
    int operations = disk.faults().log().size();
    for (int n = 1; n <= operations; n++) {
      Files.write(real, OLD);
      disk.faults().crashAt(n);
      assertThatThrownBy(() -> AtomicFiles.write(target, IN_PIECES))
          .isInstanceOf(IOException.class);
      assertThat(Files.readAllBytes(real)).isEqualTo(n == operations ? NEW : OLD);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 65_536, 199_999})
  void survivesAFullDisk(long room) throws IOException {
    disk.faults().diskFullAfter(room);
    assertThatThrownBy(() -> AtomicFiles.write(target, IN_PIECES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
    assertThat(Files.readAllBytes(real)).isEqualTo(OLD);
    assertThat(names()).containsExactly("a.bin");
    disk.faults().diskFullAfter(NEW.length);
    AtomicFiles.write(target, IN_PIECES);
    assertThat(Files.readAllBytes(real)).isEqualTo(NEW);
  }

  @Test
  void removesTheTemporaryFileWhenTheWriterThrows() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    target,
                    out -> {
                      out.write(1);
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Files.readAllBytes(real)).isEqualTo(OLD);
    assertThat(names()).containsExactly("a.bin");
  }

  @Test
  void followsASymbolicLink() throws IOException {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Path.of("a.bin"));
    AtomicFiles.write(link, NEW);
    assertThat(link).isSymbolicLink();
    assertThat(Files.readAllBytes(real)).isEqualTo(NEW);
  }

  @Test
  void writesAnEmptyFileAndOneInTheWorkingFolder() throws IOException {
    AtomicFiles.write(target, new byte[0]);
    assertThat(real).isEmptyFile();
    Path relative = Path.of("target", "atomic-files-test.bin");
    AtomicFiles.write(relative, NEW);
    assertThat(Files.size(relative)).isEqualTo(NEW.length);
    Files.delete(relative);
  }

  @Test
  void refusesARootFolder() {
    assertThatThrownBy(() -> AtomicFiles.write(folder.getRoot(), NEW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("root folder");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
