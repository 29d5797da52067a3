package org.mmdflow.engine.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The processor in words. */
public final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** The processor's name and how many threads of it an engine uses. */
  public static String describe(int threads) {
    return describe("", threads);
  }

  /** Likewise with the instruction set between them. */
  public static String describe(String instructionSet, int threads) {
    String set = instructionSet.isEmpty() ? "" : ", " + instructionSet;
    return name(LINUX) + set + ", " + threads + (threads == 1 ? " thread" : " threads");
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
