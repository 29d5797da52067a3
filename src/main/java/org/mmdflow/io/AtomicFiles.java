package org.mmdflow.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that are either the old one or the whole new one, whenever the power fails: written to a
 * temporary name in the same folder, forced to the disk, renamed over the target, the folder forced
 * as well. Stateless, any thread; two writers of one target leave the file of one of them.
 */
public final class AtomicFiles {
  /** Temporary files are named {@code .mmdflow-HEX.tmp}. */
  static final String PREFIX = ".mmdflow-";

  /** Ending of temporary files. */
  static final String SUFFIX = ".tmp";

  private static final int BUFFER = 1 << 16;

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private AtomicFiles() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Writer {
    /** Writes all to {@code out}, which is buffered and closed by the caller. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces {@code target}. A symbolic link is followed, so that it stays one.
   *
   * @throws IOException if anything fails: before the rename the old file still stands, after it
   *     (forcing the folder failed) the new one. Temporary files are removed, also when {@code
   *     action} throws anything else.
   */
  public static void write(Path target, Writer action) throws IOException {
    Path file = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("a root folder is no file: " + target);
    }
    Path temporary = temporary(folder);
    boolean renamed = false;
    try {
      writeForced(temporary, action);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      renamed = true;
    } finally {
      if (!renamed) {
        deleteQuietly(temporary);
      }
    }
    forceFolder(folder);
  }

  /** Writes the bytes of {@code content}. */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, out -> out.write(content));
  }

  /**
   * Forces the entries of a folder to the disk, after files in it were made, renamed or deleted. On
   * Windows, where folders cannot be opened, nothing is done.
   */
  public static void forceFolder(Path folder) throws IOException {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeForced(Path file, Writer action) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      action.write(out);
      out.flush();
      channel.force(true);
    }
  }

  private static Path temporary(Path folder) {
    long random = ThreadLocalRandom.current().nextLong();
    return folder.resolve(PREFIX + String.format(Locale.ROOT, "%016x", random) + SUFFIX);
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The failure on its way to the caller says more than this one.
    }
  }
}
