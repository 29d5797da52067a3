package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineContract;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.ThreadContract;

/**
 * The contract with each instruction set that this machine runs, forced, and certain that it is the
 * one that answers.
 */
class CpuEngineContractTest {
  @Nested
  class Avx512 extends OnInstructionSet {}

  @Nested
  class Avx2 extends OnInstructionSet {}

  @Nested
  class Neon extends OnInstructionSet {}

  /** Plain C, on every machine. */
  @Nested
  class Plain extends OnInstructionSet {}

  /** So that the best one, whichever it is, never goes untested. */
  @Test
  void eachInstructionSetThatRunsHereHasItsContract() {
    NativeBuild.assumeThere();
    assertThat(List.of(Native.instructionSets()))
        .isSubsetOf(
            Stream.of(Avx512.class, Avx2.class, Neon.class, Plain.class)
                .map(OnInstructionSet::nameOf)
                .toList())
        .endsWith("plain");
  }

  abstract static class OnInstructionSet extends EngineContract implements ThreadContract {
    private final String instructionSet = nameOf(getClass());

    static String nameOf(Class<?> contract) {
      return contract.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    @BeforeAll
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
}
