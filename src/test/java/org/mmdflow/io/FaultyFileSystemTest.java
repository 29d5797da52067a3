package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixture itself: whatever goes through {@link Files} or a channel is counted and can fail. */
class FaultyFileSystemTest {
  @TempDir private Path folder;
  private final FaultyFileSystem disk = new FaultyFileSystem();

  private Path file() {
    return disk.path(folder).resolve("a");
  }

  @Test
  void countsWhatFilesAndChannelsDo() throws IOException {
    Files.createDirectories(disk.path(folder).resolve("sub"));
    Files.write(file(), new byte[10]);
    Files.write(file(), new byte[5]);
    try (OutputStream out = Files.newOutputStream(file(), StandardOpenOption.APPEND)) {
      out.write(new byte[3]);
    }
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {7}), 1);
      channel.truncate(6);
      channel.force(true);
      assertThat(channel.tryLock()).isNotNull();
    }
    Files.move(file(), file().resolveSibling("b"));
    assertThat(disk.faults().log().toString())
        .isEqualTo("[CREATE, CREATE, WRITE, TRUNCATE, WRITE, WRITE, WRITE, TRUNCATE, FORCE, MOVE]");
    assertThat(Files.readAllBytes(folder.resolve("b"))).containsExactly(0, 7, 0, 0, 0, 0);
    assertThat(Files.readAllBytes(disk.path(folder.resolve("b")))).hasSize(6);
  }

  @Test
  void tearsTheFailingWriteAndWorksAgainAfterIt() throws IOException {
    disk.faults().failAt(2);
    assertThatThrownBy(() -> Files.write(file(), new byte[10])).isInstanceOf(IOException.class);
    assertThat(folder.resolve("a")).hasSize(5);
    Files.write(file(), new byte[10]);
    assertThat(folder.resolve("a")).hasSize(10);
  }

  @Test
  void failsEverythingAfterACrash() throws IOException {
    Files.write(file(), new byte[10]);
    disk.faults().crashAt(1);
    assertThatThrownBy(() -> Files.move(file(), file().resolveSibling("b")))
        .hasMessageContaining("injected fault at MOVE");
    assertThatThrownBy(() -> Files.delete(file())).hasMessageContaining("injected crash");
    assertThatThrownBy(() -> Files.write(file(), new byte[1]))
        .hasMessageContaining("injected crash");
    assertThat(folder.resolve("a")).hasSize(10);
    disk.faults().reset();
    Files.delete(file());
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void fillsTheDiskOverAllFiles() throws IOException {
    disk.faults().diskFullAfter(12);
    Files.write(file(), new byte[10]);
    assertThatThrownBy(() -> Files.write(file().resolveSibling("b"), new byte[10]))
        .hasMessageContaining("No space left");
    assertThat(folder.resolve("b")).hasSize(2);
  }

  @Test
  void listsAndWalksWithItsOwnPaths() throws IOException {
    Files.write(file(), new byte[1]);
    try (Stream<Path> files = Files.list(disk.path(folder))) {
      assertThat(files).containsExactly(file());
    }
    assertThat(file().toAbsolutePath().getParent().getFileSystem()).isSameAs(disk);
    assertThatThrownBy(() -> file().toFile()).isInstanceOf(UnsupportedOperationException.class);
  }
}
