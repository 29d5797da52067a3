package org.mmdflow.engine.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.engine.host.PrivateFolder;

/**
 * Loads the native library out of the jar, through a fresh folder that only this user can enter: a
 * file that already lay somewhere is never loaded. Thread-safe. A failure is not remembered: the
 * next call tries again and says why anew.
 */
final class NativeLibrary {
  /** A library to load instead of the jar's, for tests of instrumented builds. */
  static final String OVERRIDE = "mmdflow.cpu.library";

  private static final String OTHER_FOLDER =
      "let MMDFLOW_JAVA_OPTS=-Djava.io.tmpdir=FOLDER name a folder that may hold libraries";

  private static final String BUILD_HERE = "build mmdflow on this machine";

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
        Native.instructionSets(); // throws where the library is not ours
        loaded = true;
      } catch (IOException | UnsupportedOperationException e) {
        return Optional.of("its library could not be unpacked (" + words(e) + "); " + OTHER_FOLDER);
      } catch (LinkageError | RuntimeException e) {
        String words = words(e);
        return Optional.of(
            "its library could not be loaded ("
                + words
                + "); "
                + (words.contains("failed to map segment") ? OTHER_FOLDER : BUILD_HERE));
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
    String lower = system.toLowerCase(Locale.ROOT);
    boolean mac = lower.startsWith("mac");
    String os = mac ? "macos" : lower.startsWith("linux") ? "linux" : lower.replaceAll("\\W+", "-");
    String arch =
        machine.equals("amd64") ? "x86_64" : machine.equals("arm64") ? "aarch64" : machine;
    return os + "-" + arch + "/libmmdflow_cpu" + (mac ? ".dylib" : ".so");
  }

  /** What the build left in place of a library. */
  private static String reason(String name) throws IOException {
    try (InputStream text = NativeLibrary.class.getResourceAsStream(FOLDER + "unavailable.txt")) {
      return text == null
          ? "this build has no native library for this system ("
              + name.substring(0, name.indexOf('/'))
              + "); "
              + BUILD_HERE
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static void unpackAndLoad(InputStream library, String name) throws IOException {
    try (PrivateFolder folder = PrivateFolder.temporary()) {
      Path file = folder.path().resolve(name);
      Files.copy(library, file);
      System.load(file.toAbsolutePath().toString());
    }
  }

  /** What a failure says, in a line. The file is named once, and a missing folder as such. */
  static String words(Throwable e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (e instanceof LinkageError) {
      return first.replaceFirst("^(/.+: )\\1", "$1");
    }
    if (e instanceof NoSuchFileException missing) {
      return "there is no folder " + Path.of(missing.getFile()).getParent();
    }
    if (e instanceof AccessDeniedException denied) {
      return "access to " + denied.getFile() + " is denied";
    }
    return e instanceof IOException ? first : e.getClass().getSimpleName() + ": " + first;
  }
}
