package org.mmdflow.engine.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/**
 * Loads the native library out of the jar, through a fresh folder that only this user can enter: a
 * file that already lay somewhere is never loaded. Thread-safe. A failure is not remembered: the
 * next call tries again and says why anew.
 */
final class NativeLibrary {
  /** A library to load instead of the jar's, for tests of instrumented builds. */
  static final String OVERRIDE = "mmdflow.cpu.library";

  private static final String FOLDER = "/org/mmdflow/native/";
  private static boolean loaded;

  private NativeLibrary() {}

  /** Empty once the library is loaded; otherwise why it is not, one clause. */
  static synchronized Optional<String> load() {
    if (!loaded) {
      try {
        Optional<String> missing = find();
        if (missing.isPresent()) {
          return missing;
        }
        loaded = true;
      } catch (IOException e) {
        return Optional.of("its library could not be unpacked (" + e.getMessage() + ")");
      } catch (LinkageError | SecurityException e) {
        return Optional.of("its library could not be loaded (" + firstLine(e) + ")");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> find() throws IOException {
    String override = System.getProperty(OVERRIDE, "");
    if (!override.isEmpty()) {
      System.load(Path.of(override).toAbsolutePath().toString());
      return Optional.empty();
    }
    String name = resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    try (InputStream library = NativeLibrary.class.getResourceAsStream(FOLDER + name)) {
      if (library == null) {
        return Optional.of(reason(name));
      }
      unpackAndLoad(library, name.substring(name.indexOf('/') + 1));
      return Optional.empty();
    }
  }

  /** Where the library for a system lies. */
  static String resource(String system, String machine) {
    boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
    String arch =
        machine.equals("amd64") ? "x86_64" : machine.equals("arm64") ? "aarch64" : machine;
    return (mac ? "macos-" : "linux-") + arch + "/libmmdflow_cpu" + (mac ? ".dylib" : ".so");
  }

  /** What the build left in place of a library. */
  private static String reason(String name) throws IOException {
    try (InputStream text = NativeLibrary.class.getResourceAsStream(FOLDER + "unavailable.txt")) {
      return text == null
          ? "this build has no native library for this system ("
              + name.substring(0, name.indexOf('/'))
              + "); build mmdflow on it"
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static void unpackAndLoad(InputStream library, String name) throws IOException {
    // Created with these permissions, not given them afterwards, under a name that nobody can
    // guess.
    Path folder =
        Files.createTempDirectory(
            "mmdflow-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = folder.resolve(name);
    try {
      Files.copy(library, file);
      System.load(file.toAbsolutePath().toString());
    } finally {
      // The system keeps what is mapped.
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
