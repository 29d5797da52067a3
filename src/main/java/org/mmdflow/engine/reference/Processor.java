package org.mmdflow.engine.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;

/** The processor in words. */
final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** The device that {@code threads} threads of this processor and the heap make up. */
  static Device describe(String engine, int threads) {
    return new Device(
        engine,
        name(LINUX) + ", " + threads + (threads == 1 ? " thread" : " threads"),
        Runtime.getRuntime().maxMemory(),
        Set.of(Capability.DOUBLE),
        "plain Java runs everywhere");
  }

  /** The model's name as {@code file} has it, or else the architecture's. */
  static String name(Path file) {
    return modelName(file).orElseGet(() -> System.getProperty("os.arch", "unknown processor"));
  }

  private static Optional<String> modelName(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return lines
          .lines()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .filter(name -> !name.isEmpty())
          .findFirst();
    } catch (IOException | RuntimeException unreadable) {
      // Not Linux, or a sandbox: the name is for people only.
      return Optional.empty();
    }
  }
}
