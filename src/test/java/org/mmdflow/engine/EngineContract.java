package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every engine must do. A subclass names the engine and opens it; tests run in each precision
 * that the device has, on a {@link CheckedEngine} unless they are about closing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineContract
    implements KernelSumContract,
        HardSumContract,
        QuadraticContract,
        ArgumentContract,
        LifecycleContract,
        TransferContract,
        StepperContract {
  @Test
  void theEngineNamedIsTheOneThatAnswers() {
    try (Engine engine = checked()) {
      Device device = engine.device();
      assertThat(device.engine()).isEqualTo(name());
      assertThat(device.name()).isNotBlank();
      assertThat(device.memory()).isPositive();
    }
  }

  @Test
  void theEngineOpensByName() {
    try (Engine engine = Engines.open(name(), EngineOptions.DEFAULT)) {
      assertThat(engine.device().engine()).isEqualTo(name());
      assertThat(engine.device().why()).isEqualTo("asked for by name");
    }
  }
}
