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
    // One that is forced and does not run is the user's mistake, for open() to refuse: nobody who
    // forces an instruction set wants another engine instead.
    List<String> runnable = List.of(Native.instructionSets());
    String set = InstructionSet.forced().filter(runnable::contains).orElse(runnable.get(0));
    return new Probe(List.of(device(set, EngineOptions.DEFAULT)), List.of());
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
    return open(InstructionSet.chosen(), options);
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
        "vector instructions of this processor",
        "runs " + String.join(", ", Native.instructionSets()));
  }
}
