package org.mmdflow.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A GPU of any maker, if it is worth taking: some are slower than the processor beside them, and
 * some drivers fail.
 *
 * @param engine the open engine
 * @param reason why there is none, one clause
 */
record FastGpu(Optional<Engine> engine, String reason) {
  private static final String CPU = "cpu";

  /** Opens the first GPU of the probe and lets it race the engine cpu. */
  static FastGpu among(
      Optional<EngineProvider> provider, EngineProvider.Probe probe, EngineOptions options) {
    return among(provider, probe, options, Race::speed);
  }

  /** Likewise, with engines as fast as {@code speed} says. */
  static FastGpu among(
      Optional<EngineProvider> provider,
      EngineProvider.Probe probe,
      EngineOptions options,
      ToDoubleFunction<Engine> speed) {
    if (probe.devices().isEmpty()) {
      return none(String.join(", ", probe.reasons()));
    }
    for (int i = 0; i < probe.devices().size(); i++) {
      if (probe.devices().get(i).can(Capability.GPU)) {
        return raced(provider.orElseThrow(), i, options, speed);
      }
    }
    return none("no GPU among its devices");
  }

  private static FastGpu none(String reason) {
    return new FastGpu(Optional.empty(), reason);
  }

  private static FastGpu raced(
      EngineProvider provider, int index, EngineOptions options, ToDoubleFunction<Engine> speed) {
    try {
      Engine gpu = provider.open(index, options);
      Optional<String> slower = slowerThanCpu(gpu, options, speed);
      if (slower.isEmpty()) {
        return new FastGpu(Optional.of(gpu), "");
      }
      gpu.close();
      return none(slower.get());
    } catch (RuntimeException e) { // whatever a driver does: there are other engines
      return none(String.valueOf(e.getMessage()).lines().findFirst().orElse("failed"));
    }
  }

  private static Optional<String> slowerThanCpu(
      Engine gpu, EngineOptions options, ToDoubleFunction<Engine> speed) {
    if (Engines.probe(CPU).devices().isEmpty()) {
      return Optional.empty();
    }
    double ratio;
    try (Engine cpu = Engines.provider(CPU).orElseThrow().open(0, options)) {
      ratio = speed.applyAsDouble(gpu) / speed.applyAsDouble(cpu);
    } catch (RuntimeException e) {
      gpu.close();
      throw e;
    }
    return ratio > 1
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s does %.2f times the pairs of engine cpu",
                gpu.device().name(),
                ratio));
  }
}
