package org.mmdflow.engine.opencl;

import java.io.IOException;
import java.util.Optional;
import org.jocl.CL;
import org.mmdflow.engine.host.PrivateFolder;

/**
 * Loads JOCL's native part, which in turn loads the machine's OpenCL loader. JOCL would take it
 * from the shared folder for temporary files, where anyone may have put a file of that name: it is
 * given a private folder instead. Thread-safe; what was found is remembered, since a class whose
 * initialiser failed fails ever after.
 */
final class OpenClLibrary {
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

  private static String reason(LinkageError error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    String message = String.valueOf(cause.getMessage());
    if (message.contains("Could not initialize native OpenCL library")) {
      return "no OpenCL loader, libOpenCL; install your GPU's driver, or for a processor PoCL"
          + " (Debian, Ubuntu: apt-get install ocl-icd-libopencl1 pocl-opencl-icd)";
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
