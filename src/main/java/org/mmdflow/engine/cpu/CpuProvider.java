package org.mmdflow.engine.cpu;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.EngineProvider;
import org.mmdflow.engine.host.Processor;
import org.mmdflow.expression.UserError;

/** Offers the native engine: one device, the processor, where the build had a C compiler. */
public final class CpuProvider implements EngineProvider {
  /** The engine's name. */
  public static final String NAME = "cpu";

  /** For the service loader. */
  public CpuProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Probe probe() {
    Optional<String> missing = NativeLibrary.load();
    if (missing.isPresent()) {
      return new Probe(List.of(), List.of(missing.get()));
    }
    try {
      String set = InstructionSet.choose(List.of(Native.instructionSets()));
      return new Probe(List.of(device(set, EngineOptions.DEFAULT)), List.of());
    } catch (UserError unknown) {
      return new Probe(List.of(), List.of(String.valueOf(unknown.getMessage())));
    }
  }

  @Override
  public Engine open(int index, EngineOptions options) {
    if (index != 0) {
      throw new IllegalStateException("engine cpu has 1 device, no number " + index);
    }
    Optional<String> missing = NativeLibrary.load();
    if (missing.isPresent()) {
      throw new IllegalStateException("engine cpu cannot run here: " + missing.get());
    }
    return open(InstructionSet.choose(List.of(Native.instructionSets())), options);
  }

  /** Opens it with an instruction set that this machine runs. */
  static Engine open(String instructionSet, EngineOptions options) {
    int threads = options.resolvedThreads();
    long pointer = Native.open(instructionSet, threads);
    if (pointer == 0) {
      throw new IllegalStateException(
          "engine cpu could not be opened with "
              + instructionSet
              + " and "
              + threads
              + " threads: not an instruction set of this machine, or no memory");
    }
    return new CpuEngine(pointer, device(Native.instructionSet(pointer), options), threads);
  }

  private static Device device(String instructionSet, EngineOptions options) {
    return new Device(
        NAME,
        Processor.describe(instructionSet, options.resolvedThreads()),
        MemoryBudget.ofMachine(),
        Set.of(Capability.DOUBLE),
        "vector instructions of this processor");
  }
}
