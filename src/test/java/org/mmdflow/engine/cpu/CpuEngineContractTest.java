package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineContract;
import org.mmdflow.engine.EngineOptions;

/**
 * The contract with each instruction set that this machine runs, forced, and certain that it is the
 * one that answers.
 */
class CpuEngineContractTest {
  @Nested
  class Avx512 extends OnInstructionSet {
    Avx512() {
      super("avx512");
    }
  }

  @Nested
  class Avx2 extends OnInstructionSet {
    Avx2() {
      super("avx2");
    }
  }

  @Nested
  class Neon extends OnInstructionSet {
    Neon() {
      super("neon");
    }
  }

  /** Plain C, on every machine. */
  @Nested
  class Plain extends OnInstructionSet {
    Plain() {
      super("plain");
    }
  }

  abstract static class OnInstructionSet extends EngineContract {
    private final String instructionSet;

    OnInstructionSet(String instructionSet) {
      this.instructionSet = instructionSet;
    }

    @BeforeAll
    void theMachineRunsIt() {
      NativeBuild.assumeThere();
      List<String> runnable = List.of(Native.instructionSets());
      assertThat(runnable).contains("plain");
      assumeTrue(
          runnable.contains(instructionSet),
          () -> "this processor runs " + runnable + ", not " + instructionSet);
    }

    @Override
    public String name() {
      return "cpu";
    }

    @Override
    public Engine open() {
      Engine engine = CpuProvider.open(instructionSet, EngineOptions.DEFAULT);
      assertThat(engine.device().name()).contains(", " + instructionSet + ", ");
      return engine;
    }

    @Test
    void theInstructionSetForcedIsTheOneThatRuns() {
      long engine = Native.open(instructionSet, 1);
      try {
        assertThat(Native.instructionSet(engine)).isEqualTo(instructionSet);
      } finally {
        Native.close(engine);
      }
    }
  }
}
