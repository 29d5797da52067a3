package org.mmdflow.engine.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether signal handlers of native code are chained behind those of the Java machine. PoCL's
 * compiler, LLVM, puts handlers of its own in their place when it first compiles; Java uses the
 * same signals at any moment, and the process ends. Java's own remedy is {@code libjsig}, which has
 * to be loaded before all else.
 */
final class SignalChain {
  /** The platform's name. */
  static final String POCL = "Portable Computing Language";

  private static final Path MAPPED = Path.of("/proc/self/maps");

  private SignalChain() {}

  /** Why devices of {@code platform} must not be used in this process; empty where they may. */
  static Optional<String> missingFor(String platform) {
    if (!platform.equals(POCL) || !Files.isReadable(MAPPED) || isLoaded()) {
      return Optional.empty();
    }
    return Optional.of(
        "PoCL takes over signals that Java needs, which ends the process; start java with"
            + " LD_PRELOAD="
            + Path.of(System.getProperty("java.home", "JAVA_HOME"), "lib", "libjsig.so")
            + ", as the launcher mmdflow does");
  }

  private static boolean isLoaded() {
    try (Stream<String> lines = Files.lines(MAPPED)) {
      return lines.anyMatch(line -> line.contains("libjsig"));
    } catch (IOException e) {
      return false;
    }
  }
}
