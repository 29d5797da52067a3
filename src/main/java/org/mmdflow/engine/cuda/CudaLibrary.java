package org.mmdflow.engine.cuda;

import java.util.List;
import java.util.Optional;
import jcuda.LibUtils;
import jcuda.driver.JCudaDriver;
import org.mmdflow.engine.host.JavaBinding;
import org.mmdflow.engine.host.SystemLibrary;

/**
 * Starts JCuda over the driver's own library, all that the engine needs of CUDA. Thread-safe; what
 * was found is remembered.
 */
final class CudaLibrary {
  private static final List<String> DRIVER = List.of("libcuda.so.1");
  private static Optional<Optional<String>> found = Optional.empty();

  private CudaLibrary() {}

  /** Empty once the driver can be called; otherwise why it cannot, one clause. */
  static synchronized Optional<String> load() {
    if (found.isEmpty()) {
      found = Optional.of(tryToLoad());
    }
    return found.get();
  }

  private static Optional<String> tryToLoad() {
    Optional<String> missing = missing(SystemLibrary.load(DRIVER));
    if (missing.isPresent()) {
      return missing;
    }
    String file =
        LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName("JCudaDriver-12.6.0"));
    return new JavaBinding("JCuda", file).start(() -> JCudaDriver.setExceptionsEnabled(false));
  }

  /** Why there is no driver; empty where there is one. */
  static Optional<String> missing(SystemLibrary.Outcome search) {
    if (search.loaded().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        search.failures().isEmpty()
            // Most machines have no such GPU: the word on every run there is short.
            ? "no CUDA driver, libcuda.so.1"
            : "the CUDA driver could not be loaded ("
                + String.join(", ", search.failures())
                + "); reinstall NVIDIA's driver");
  }
}
