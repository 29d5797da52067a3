package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mmdflow.expression.UserError;

class MemoryBudgetTest {
  @Test
  void countsWhatIsOpen() {
    MemoryBudget budget = new MemoryBudget(1000);
    long first = budget.take(100, 2, 4);
    assertThat(first).isEqualTo(800);
    assertThatThrownBy(() -> budget.take(51, 1, 4)).isInstanceOf(UserError.class);
    assertThat(budget.take(50, 1, 4)).isEqualTo(200);
    assertThatThrownBy(() -> budget.take(1, 1, 4)).isInstanceOf(UserError.class);
    budget.giveBack(first);
    assertThat(budget.take(100, 1, 8)).isEqualTo(800);
  }

  @Test
  void saysSizeRestAndRemedy() {
    MemoryBudget budget = new MemoryBudget(3_000_000_000L);
    budget.take(2_000_000_000L, 1, 1);
    assertThatThrownBy(() -> budget.take(150_000_000L, 2, 8))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "150000000 x 2 numbers need 2.4 GB and 1.0 GB of the machine's 3.0 GB are left, in"
                + " engine cpu; use fewer points, or --precision float");
    assertThatThrownBy(() -> new MemoryBudget(1_500_000).take(1_000_000, 1, 8))
        .hasMessageContaining("need 8.0 MB and 1.5 MB of the machine's 1.5 MB are left");
  }

  @Test
  void productsThatOverflowAreTooMuch() {
    MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE);
    assertThatThrownBy(() -> budget.take(Long.MAX_VALUE, 2, 8)).isInstanceOf(UserError.class);
    assertThatThrownBy(() -> budget.take(1L << 61, 1, 8)).isInstanceOf(UserError.class);
  }

  @Test
  void theMachineHasMemory() {
    assertThat(MemoryBudget.ofMachine()).isGreaterThan(1 << 26);
  }
}
