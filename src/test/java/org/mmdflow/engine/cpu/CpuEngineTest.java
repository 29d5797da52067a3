package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Capability;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.Summation;
import org.mmdflow.engine.TargetRule;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;

class CpuEngineTest {
  @BeforeAll
  static void thereIsALibrary() {
    NativeBuild.assumeThere();
  }

  /** So that the best one, whichever it is, never goes untested. */
  @Test
  void eachInstructionSetThatRunsHereHasItsContract() {
    assertThat(List.of(Native.instructionSets()))
        .isSubsetOf(
            Avx512ContractTest.INSTRUCTION_SET,
            Avx2ContractTest.INSTRUCTION_SET,
            NeonContractTest.INSTRUCTION_SET,
            PlainContractTest.INSTRUCTION_SET)
        .endsWith(PlainContractTest.INSTRUCTION_SET);
  }

  @Test
  void runsTheBestUnlessToldOtherwise() {
    String wanted = InstructionSet.forced().orElse(Native.instructionSets()[0]);
    try (Engine engine = Engines.open("cpu", new EngineOptions(3))) {
      Device device = engine.device();
      assertThat(device.engine()).isEqualTo("cpu");
      assertThat(device.name()).endsWith(", " + wanted + ", 3 threads");
      assertThat(device.can(Capability.DOUBLE)).isTrue();
      assertThat(device.details()).isEqualTo("runs " + String.join(", ", Native.instructionSets()));
      assertThat(device.memory()).isEqualTo(MemoryBudget.ofMachine());
    }
  }

  @Test
  void isPreferredToTheReference() {
    try (Engine engine = Engines.best()) {
      assertThat(engine.device().engine()).isNotEqualTo("reference");
    }
  }

  @Test
  void itsCeilingIsThatOfItsCores() {
    try (Engine engine = Engines.open("cpu", new EngineOptions(1))) {
      assertThat(engine.ceiling(Kernel.gaussian(1), 2, Precision.FLOAT).orElseThrow().basis())
          .endsWith(" to a pair, 1 core");
    }
  }

  @Test
  void hasOneDevice() {
    assertThat(new CpuProvider().probe().devices()).hasSize(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> new CpuProvider().open(1, EngineOptions.DEFAULT))
        .withMessageContaining("no number 1");
  }

  @Test
  void anUnknownInstructionSetDoesNotOpen() {
    assertThatIllegalStateException()
        .isThrownBy(() -> CpuProvider.open("sse", EngineOptions.DEFAULT))
        .withMessageContaining("sse");
  }

  @Test
  void refusesCloudsThatDoNotFitTogether() {
    try (Engine engine = Engines.open("cpu", EngineOptions.DEFAULT)) {
      long all = engine.device().memory() / Float.BYTES;
      assertThatThrownBy(() -> engine.cloud(all, 2, Precision.FLOAT))
          .isInstanceOf(UserError.class)
          .hasMessageContainingAll(all + " x 2 numbers need", "GB", "in engine cpu; use fewer");
      assertThatThrownBy(() -> engine.cloud(Long.MAX_VALUE, Integer.MAX_VALUE, Precision.DOUBLE))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("9223372036854775807 x 2147483647");
    }
  }

  @Test
  void aKernelSumOfAnotherEngineIsRefused() {
    try (Engine mine = Engines.open("cpu", EngineOptions.DEFAULT);
        Engine other = Engines.open("cpu", EngineOptions.DEFAULT);
        Engine reference = Engines.open("reference", EngineOptions.DEFAULT)) {
      for (Engine foreign : List.of(other, reference)) {
        KernelSum sum =
            foreign.kernelSum(Kernel.gaussian(1), 2, Precision.FLOAT, Summation.exact());
        assertThatIllegalArgumentException()
            .isThrownBy(() -> mine.stepper(sum))
            .withMessageContaining("another engine");
      }
    }
  }

  @Test
  void stepsRefuseWhatDoesNotFit() {
    try (Engine engine = Engines.open("cpu", EngineOptions.DEFAULT);
        Engine other = Engines.open("cpu", EngineOptions.DEFAULT)) {
      KernelSum sum = engine.kernelSum(Kernel.gaussian(1), 2, Precision.FLOAT, Summation.exact());
      Stepper stepper = engine.stepper(sum);
      Cloud x = engine.cloud(5, 2, Precision.FLOAT);
      Cloud weights = engine.cloud(5, 1, Precision.FLOAT);
      refused(stepper, state(x, engine.cloud(5, 3, Precision.FLOAT), weights), "3", "2");
      refused(stepper, state(x, engine.cloud(4, 2, Precision.FLOAT), weights), "4", "5");
      refused(stepper, state(x, engine.cloud(5, 2, Precision.DOUBLE), weights), "DOUBLE");
      refused(stepper, state(x, x, weights), "velocity", "its own");
      refused(stepper, state(x, other.cloud(5, 2, Precision.FLOAT), weights), "another engine");
      sum.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> stepper.advance(state(x, x, weights), steps()))
          .withMessageContaining("closed");
    }
  }

  private static void refused(Stepper stepper, FlowState state, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stepper.advance(state, steps()))
        .withMessageContainingAll(words);
  }

  private static FlowState state(Cloud x, Cloud velocity, Cloud weights) {
    return new FlowState(x, Optional.of(velocity), weights, List.of(new Part(x, weights)), 1);
  }

  private static Steps steps() {
    double[] one = {0.5};
    return new Steps(0, 1, one, new double[1], new double[1], one, TargetRule.fixed(), Set.of());
  }
}
