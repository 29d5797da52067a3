package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineContract;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.ThreadContract;

/**
 * The contract with one instruction set, forced, and certain that it is the one that answers. A
 * class for each, since a processor may lack it: then its tests are skipped, and counted.
 */
abstract class CpuEngineContract extends EngineContract implements ThreadContract {
  private final String instructionSet;

  CpuEngineContract(String instructionSet) {
    this.instructionSet = instructionSet;
  }

  @BeforeEach
  void theMachineRunsIt() {
    NativeBuild.assumeThere();
    List<String> runnable = List.of(Native.instructionSets());
    assumeTrue(
        runnable.contains(instructionSet),
        () -> "this processor runs " + runnable + ", not " + instructionSet);
  }

  @Override
  public String name() {
    return CpuProvider.NAME;
  }

  @Override
  public Engine open() {
    return open(EngineOptions.DEFAULT.threads());
  }

  @Override
  public Engine open(int threads) {
    Engine engine = CpuProvider.open(instructionSet, new EngineOptions(threads));
    // The name comes from the native engine, which says what it runs.
    assertThat(engine.device().name()).contains(", " + instructionSet + ", ");
    return engine;
  }
}
