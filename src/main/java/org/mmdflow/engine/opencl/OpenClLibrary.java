package org.mmdflow.engine.opencl;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jocl.CL;
import org.jocl.LibUtils;
import org.mmdflow.engine.host.PrivateFolder;
import org.mmdflow.engine.host.SystemLibrary;

/**
 * Starts JOCL over the system's OpenCL loader, which hands calls on to the installed drivers. JOCL
 * would take its library from the shared folder for temporary files, where anyone may have put a
 * file of that name: it is given a private folder instead. Where there is no OpenCL loader it would
 * print to standard output: it is not called then. Thread-safe; what was found is remembered, since
 * a class whose initialiser failed fails ever after.
 */
final class OpenClLibrary {
  private static final List<String> LOADER = List.of("libOpenCL.so.1", "libOpenCL.so");
  private static final String INSTALL =
      "install your GPU's driver, or for a processor PoCL (Debian, Ubuntu: apt-get install"
          + " ocl-icd-libopencl1 pocl-opencl-icd)";

  private static Optional<Optional<String>> found = Optional.empty();

  private OpenClLibrary() {}

  /** Empty once OpenCL can be called; otherwise why it cannot, one clause. */
  static synchronized Optional<String> load() {
    if (found.isEmpty()) {
      found = Optional.of(tryToLoad());
    }
    return found.get();
  }

  private static Optional<String> tryToLoad() {
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
      Optional<String> missing = missingLoader(SystemLibrary.load(LOADER));
      if (missing.isPresent()) {
        return missing;
      }
    }
    Optional<Path> stranger = stranger(System.getProperty("java.library.path", ""));
    if (stranger.isPresent()) {
      return Optional.of(
          "a file that is not mmdflow's would be loaded in place of JOCL's library ("
              + stranger.get()
              + "); remove it, or its folder from LD_LIBRARY_PATH or -Djava.library.path");
    }
    try (PrivateFolder folder = PrivateFolder.temporary()) {
      folder.inPlaceOfTemporary(() -> CL.setExceptionsEnabled(true));
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(reason(e));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.of(
          "JOCL's library could not be unpacked ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "); let MMDFLOW_JAVA_OPTS=-Djava.io.tmpdir=FOLDER name a folder that may hold"
              + " libraries");
    }
  }

  /** Why there is no OpenCL loader; empty where there is one. */
  static Optional<String> missingLoader(SystemLibrary.Outcome search) {
    if (search.loaded().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        search.failures().isEmpty()
            ? "no OpenCL loader, libOpenCL.so.1; " + INSTALL
            : "the OpenCL loader could not be loaded ("
                + String.join(", ", search.failures())
                + "); mend it, or "
                + INSTALL);
  }

  /** What JOCL would find of its library's name in the folders of {@code libraryPath}. */
  private static Optional<Path> stranger(String libraryPath) {
    String file = LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName("JOCL_2_0_6"));
    // An empty entry is the current folder, as Java has it.
    return Stream.of(libraryPath.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, file))
        .filter(Files::exists)
        .findFirst();
  }

  private static String reason(LinkageError error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    String message = String.valueOf(cause.getMessage());
    if (message.contains("Could not initialize native OpenCL library")) {
      return "no OpenCL loader; " + INSTALL;
    }
    if (message.contains("No resource found")) {
      return "JOCL has no library for this system ("
          + System.getProperty("os.name")
          + ", "
          + System.getProperty("os.arch")
          + ")";
    }
    return "JOCL's library could not be loaded ("
        + message.lines().filter(line -> line.contains("Error: ")).findFirst().orElse(message)
        + ")";
  }
}
