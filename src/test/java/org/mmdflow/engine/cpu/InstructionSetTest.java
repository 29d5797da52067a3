package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.expression.UserError;

class InstructionSetTest {
  private static final List<String> RUNNABLE = List.of("avx2", "plain");

  @Test
  void theBestRunsUnlessOneIsForced() {
    assertThat(InstructionSet.choose(Optional.empty(), RUNNABLE)).isEqualTo("avx2");
    assertThat(InstructionSet.choose(Optional.of("plain"), RUNNABLE)).isEqualTo("plain");
  }

  @ParameterizedTest
  @CsvSource({
    "avx512, avx2 plain, use avx2 or plain",
    "neon, avx512 avx2 plain, 'use avx512, avx2 or plain'",
    "sse, plain, use plain",
    "AVX2, avx2 plain, did you mean \"avx2\"?",
    "avx521, avx512 avx2 plain, did you mean \"avx512\"?"
  })
  void oneThatDoesNotRunIsRefusedWithThoseThatDo(String name, String runnable, String mend) {
    assertThatThrownBy(() -> InstructionSet.choose(Optional.of(name), List.of(runnable.split(" "))))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "this machine does not run the instruction set \""
                + name
                + "\", in MMDFLOW_CPU_INSTRUCTION_SET or -Dmmdflow.cpu.instruction-set; "
                + mend);
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
