package org.mmdflow.engine.opencl;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where PoCL keeps the code that it compiled: in a folder of the user's, but where the environment
 * names none in a shared one that all know, from which it would run what others put there.
 */
final class PoclCache {
  private PoclCache() {}

  /** Why devices of {@code platform} must not be used; empty where they may. */
  static Optional<String> unsafe(String platform, Map<String, String> environment) {
    boolean named =
        Stream.of("POCL_CACHE_DIR", "XDG_CACHE_HOME", "HOME")
            .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty());
    return named || !platform.equals(SignalChain.POCL)
        ? Optional.empty()
        : Optional.of(
            "PoCL would keep and run compiled kernels in a folder that is open to all; let HOME or"
                + " POCL_CACHE_DIR name a folder of your own");
  }
}
