package org.mmdflow.cli;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;
import picocli.CommandLine.Option;

/** The options of every command that computes. */
final class CommonOptions {
  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "auto, cuda[:i], opencl[:i], cpu or reference (default: auto).")
  private Optional<String> engine = Optional.empty();

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "float or double (default: float).")
  private Optional<String> precision = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the engines cpu and reference (default: all).")
  private Optional<Integer> threads = Optional.empty();

  @Option(names = "--seed", paramLabel = "S", description = "Seed of all noise (default: 0).")
  private Optional<Long> seed = Optional.empty();

  Engine open(Console console) {
    Engine opened = Engines.open(engine.orElse("auto"), engineOptions());
    console.engine(opened.device());
    return opened;
  }

  EngineOptions engineOptions() {
    int n = threads.orElse(0);
    if (threads.isPresent() && (n < 1 || n > 4096)) {
      throw new UserError(
          "threads must be from 1 to 4096 but is "
              + n
              + ", in --threads; give a number of threads"
              + " or leave it out for all");
    }
    return new EngineOptions(n);
  }

  Optional<String> engineName() {
    return engine;
  }

  Optional<String> precisionName() {
    return precision;
  }

  Optional<Long> seedGiven() {
    return seed;
  }

  long seed() {
    return seed.orElse(0L);
  }

  Precision precision() {
    String word = precision.orElse("float");
    return switch (word) {
      case "float" -> Precision.FLOAT;
      case "double" -> Precision.DOUBLE;
      default ->
          throw new UserError(
              "unknown precision \""
                  + word
                  + "\", in --precision; "
                  + Suggestions.nearest(word, List.of("float", "double"))
                      .map(near -> "did you mean \"" + near + "\"?")
                      .orElse("use float or double"));
    };
  }
}
