package org.mmdflow.engine.opencl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.LibUtils;
import org.mmdflow.engine.host.JavaBinding;
import org.mmdflow.engine.host.SystemLibrary;

/**
 * Starts JOCL over the system's OpenCL loader, which hands calls on to the installed drivers. JOCL
 * would print to standard output where there is no loader: it is not called then. Thread-safe; what
 * was found is remembered, since a class whose initialiser failed fails ever after.
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
    String file = LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName("JOCL_2_0_6"));
    return new JavaBinding("JOCL", file)
        .start(() -> CL.setExceptionsEnabled(true))
        .map(
            reason ->
                reason.contains("Could not initialize native OpenCL library")
                    ? "no OpenCL loader; " + INSTALL
                    : reason);
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
}
