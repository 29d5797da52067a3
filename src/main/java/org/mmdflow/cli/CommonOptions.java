package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.KernelSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that computes. */
final class CommonOptions {
  @Mixin private EngineWords words;

  @Option(
      names = "--seed",
      order = 53,
      paramLabel = "S",
      description = "Seed of all random numbers (default: 0).")
  private Optional<Long> seed = Optional.empty();

  @Mixin private ThreadsOption threads;

  /** Opens the engine asked for; whoever has read all input says which it is. */
  Engine open() {
    return open(() -> Engines.open(engineName(), threads.engineOptions()));
  }

  /** Likewise for a kernel: {@code auto} is an engine that sums it. */
  Engine open(KernelSpec kernel) {
    return open(() -> Engines.open(engineName(), kernel, threads.engineOptions()));
  }

  private Engine open(Supplier<Engine> engine) {
    Precision wanted = precision();
    Engine opened = engine.get();
    if (wanted == Precision.DOUBLE && !opened.device().can(Capability.DOUBLE)) {
      String device = opened.device().name();
      opened.close();
      throw new UserError(
          "the device "
              + device
              + " has no double precision, in --precision; use float, or another"
              + " --engine");
    }
    return opened;
  }

  EngineOptions engineOptions() {
    return threads.engineOptions();
  }

  String engineName() {
    return words.engine().orElse("auto");
  }

  /**
   * The engine asked for, or every device of every engine that runs here, best first; says which
   * engines are left out, and why.
   */
  List<String> engineNames(Console console) {
    if (!engineName().equals("auto")) {
      return List.of(engineName());
    }
    List<String> names = new ArrayList<>();
    Map<String, List<String>> leftOut = new LinkedHashMap<>();
    Engines.probeAll()
        .forEach(
            (name, probe) -> {
              for (int i = 0; i < probe.devices().size(); i++) {
                names.add(i == 0 ? name : name + ":" + i);
              }
              if (probe.devices().isEmpty()) {
                leftOut
                    .computeIfAbsent(String.join(", ", probe.reasons()), why -> new ArrayList<>())
                    .add(name);
              }
            });
    leftOut.forEach(
        (why, engines) -> console.note("leaving out " + String.join(", ", engines) + ": " + why));
    return names;
  }

  boolean hasPrecision() {
    return words.precision().isPresent();
  }

  boolean hasSeed() {
    return seed.isPresent();
  }

  long seed() {
    return seed.orElse(0L);
  }

  Precision precision() {
    String word = words.precision().orElse("float");
    return switch (word) {
      case "float" -> Precision.FLOAT;
      case "double" -> Precision.DOUBLE;
      default ->
          throw new UserError(
              "unknown precision "
                  + Location.quote(word)
                  + ", in --precision; "
                  + Suggestions.nearest(word, List.of("float", "double"))
                      .map(near -> "did you mean \"" + near + "\"?")
                      .orElse("use float or double"));
    };
  }
}
