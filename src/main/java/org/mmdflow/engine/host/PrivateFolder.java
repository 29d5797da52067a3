package org.mmdflow.engine.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A new folder that only this user may enter, for native libraries on their way out of a jar: what
 * others put into the shared folder for temporary files is never loaded.
 *
 * @param path where it is
 */
public record PrivateFolder(Path path) implements AutoCloseable {
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final FileAttribute<Set<PosixFilePermission>> ONLY_THIS_USER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /**
   * Makes one inside {@code parent}: with its permissions, not given them afterwards, under a name
   * that nobody can guess.
   *
   * @throws UnsupportedOperationException where files have no such permissions
   */
  public static PrivateFolder in(Path parent) throws IOException {
    return new PrivateFolder(Files.createTempDirectory(parent, "mmdflow-", ONLY_THIS_USER));
  }

  /** Makes one inside the folder for temporary files. */
  public static PrivateFolder temporary() throws IOException {
    return in(Path.of(System.getProperty(TEMPORARY, "")));
  }

  /**
   * Runs an initialiser of a library that unpacks native code into the folder for temporary files
   * under a name that all know, and loads a file that is already there: this folder takes the
   * other's place meanwhile.
   */
  public void inPlaceOfTemporary(Runnable initialiser) {
    synchronized (PrivateFolder.class) {
      String before = System.getProperty(TEMPORARY, "");
      System.setProperty(TEMPORARY, path.toAbsolutePath().toString());
      try {
        initialiser.run();
      } finally {
        System.setProperty(TEMPORARY, before);
      }
    }
  }

  /** Removes it with what is in it: the system keeps what is mapped. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(path);
    } catch (IOException busy) {
      // A leftover in a private folder harms nobody, and the library is loaded.
      path.toFile().deleteOnExit();
    }
  }
}
