package org.mmdflow.engine.reference;

import java.util.List;
import java.util.Set;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.EngineProvider;
import org.mmdflow.engine.host.Processor;

/** Offers the reference engine: one device, the processor, wherever Java runs. */
public final class ReferenceProvider implements EngineProvider {
  /** The engine's name. */
  public static final String NAME = "reference";

  /** For the service loader. */
  public ReferenceProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Probe probe() {
    return new Probe(List.of(device(EngineOptions.DEFAULT)), List.of());
  }

  @Override
  public Engine open(int index, EngineOptions options) {
    if (index != 0) {
      throw new IllegalStateException("engine reference has 1 device, no number " + index);
    }
    return new ReferenceEngine(device(options), options.resolvedThreads());
  }

  private static Device device(EngineOptions options) {
    return new Device(
        NAME,
        Processor.describe(options.resolvedThreads()),
        Runtime.getRuntime().maxMemory(),
        Set.of(Capability.DOUBLE),
        "plain Java runs everywhere");
  }
}
