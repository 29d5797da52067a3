package org.mmdflow.engine.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Java binding whose native library comes out of its jar. It would take the library from the
 * shared folder for temporary files, where anyone may have put a file of that name: it is given a
 * private folder instead.
 *
 * @param name as its users know it
 * @param library the library's file
 */
public record JavaBinding(String name, String library) {
  /**
   * Runs {@code initialiser}, the binding's first call in this process: a class whose initialiser
   * failed fails ever after.
   *
   * @return empty once it can be called; otherwise why it cannot, one clause
   */
  public Optional<String> start(Runnable initialiser) {
    Optional<Path> stranger = stranger(System.getProperty("java.library.path", ""));
    if (stranger.isPresent()) {
      return Optional.of(
          "a file that is not mmdflow's would be loaded in place of "
              + name
              + "'s library ("
              + stranger.get()
              + "); remove it, or its folder from LD_LIBRARY_PATH or -Djava.library.path");
    }
    try (PrivateFolder folder = PrivateFolder.temporary()) {
      folder.inPlaceOfTemporary(initialiser);
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(reason(e));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.of(
          name
              + "'s library could not be unpacked ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "); let MMDFLOW_JAVA_OPTS=-Djava.io.tmpdir=FOLDER name a folder that may hold"
              + " libraries");
    }
  }

  /** What the binding would find of its library's name in the folders of {@code libraryPath}. */
  private Optional<Path> stranger(String libraryPath) {
    // An empty entry is the current folder, as Java has it.
    return Stream.of(libraryPath.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, library))
        .filter(Files::exists)
        .findFirst();
  }

  private String reason(LinkageError error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    String message = String.valueOf(cause.getMessage());
    if (message.contains("No resource found")) {
      return name
          + " has no library for this system ("
          + System.getProperty("os.name")
          + ", "
          + System.getProperty("os.arch")
          + ")";
    }
    return name
        + "'s library could not be loaded ("
        + message.lines().filter(line -> line.contains("Error: ")).findFirst().orElse(message)
        + ")";
  }
}
