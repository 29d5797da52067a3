package org.mmdflow.experiment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.UserError;

/**
 * Keeps a second writer out of a run folder: a lock of the operating system on {@value #NAME},
 * which ends with the process, however that ends. The file names the holder and stays.
 */
final class FolderLock implements AutoCloseable {
  /** The file that is locked. */
  static final String NAME = ".lock";

  private static final int LONGEST = 200;

  /**
   * What this process holds. Closing any descriptor of a locked file would end the lock, so such a
   * file is not even opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final FileChannel channel;
  private final Path held;

  private FolderLock(FileChannel channel, Path held) {
    this.channel = channel;
    this.held = held;
  }

  /**
   * Locks {@code folder}, which is there.
   *
   * @throws UserError if another process, or another run of this one, holds it
   */
  static FolderLock acquire(Path folder) throws IOException {
    Path held = folder.toRealPath();
    if (!HELD.add(held)) {
      throw taken(folder, self());
    }
    boolean locked = false;
    try {
      FolderLock lock = acquire(folder, held);
      locked = true;
      return lock;
    } finally {
      if (!locked) {
        HELD.remove(held);
      }
    }
  }

  private static UserError taken(Path folder, String holder) {
    return new UserError(
        "another run writes to it ("
            + holder
            + "), "
            + folder
            + "; wait for it, stop it, or choose another folder");
  }

  private static String self() {
    return "process " + ProcessHandle.current().pid() + " on " + host();
  }

  private static FolderLock acquire(Path folder, Path held) throws IOException {
    Path file = folder.resolve(NAME);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      if (tryLock(channel).isEmpty()) {
        throw taken(folder, holder(file));
      }
      byte[] name = (self() + "\n").getBytes(StandardCharsets.UTF_8);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(name), 0);
      locked = true;
      return new FolderLock(channel, held);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private static String holder(Path file) {
    try {
      String text = Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
      String quoted = Location.quote(text);
      return text.isEmpty() ? "unknown process" : quoted.substring(1, quoted.length() - 1);
    } catch (IOException e) {
      return "unknown process";
    }
  }

  /** The name of this machine, asked for once: that may take a name server's time. */
  static String host() {
    return Host.NAME;
  }

  private static final class Host {
    static final String NAME = name();
  }

  private static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }

  @Override
  public void close() throws IOException {
    HELD.remove(held);
    channel.close();
  }
}
