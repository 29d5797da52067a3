package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mmdflow.expression.UserError;

class InstructionSetTest {
  private static final List<String> RUNNABLE = List.of("avx2", "plain");

  @Test
  void theBestRunsUnlessOneIsForced() {
    assertThat(InstructionSet.choose(Optional.empty(), RUNNABLE)).isEqualTo("avx2");
    assertThat(InstructionSet.choose(Optional.of("plain"), RUNNABLE)).isEqualTo("plain");
  }

  @Test
  void oneThatDoesNotRunIsRefusedWithThoseThatDo() {
    for (String name : List.of("avx512", "sse", "AVX2")) {
      assertThatThrownBy(() -> InstructionSet.choose(Optional.of(name), RUNNABLE))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "this machine does not run the instruction set \""
                  + name
                  + "\", in MMDFLOW_CPU_INSTRUCTION_SET or -Dmmdflow.cpu.instruction-set;"
                  + " use avx2 or plain");
    }
  }

  @Test
  void thePropertyComesBeforeTheEnvironment() {
    Optional<String> nothing = Optional.empty();
    assertThat(InstructionSet.forced(nothing, nothing)).isEmpty();
    assertThat(InstructionSet.forced(nothing, Optional.of(" plain "))).contains("plain");
    assertThat(InstructionSet.forced(Optional.of("avx2"), Optional.of("plain"))).contains("avx2");
    assertThat(InstructionSet.forced(Optional.of(" "), Optional.of("plain"))).contains("plain");
    assertThat(InstructionSet.forced(nothing, Optional.of(""))).isEmpty();
  }
}
