package org.mmdflow.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which engine and which precision, as typed. */
final class EngineWords {
  @Option(
      names = "--engine",
      order = 50,
      paramLabel = "ENGINE",
      description = "auto, cuda[:i], opencl[:i], cpu or reference (default: auto).")
  private Optional<String> engine = Optional.empty();

  @Option(
      names = "--precision",
      order = 51,
      paramLabel = "P",
      description = "float or double (default: float).")
  private Optional<String> precision = Optional.empty();

  Optional<String> engine() {
    return engine;
  }

  Optional<String> precision() {
    return precision;
  }
}
