package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RaceTest {
  @Test
  void measuresAndLeavesNothingOpen() {
    try (CheckedEngine engine =
        new CheckedEngine(Engines.open("reference", EngineOptions.DEFAULT))) {
      assertThat(Race.speed(engine)).isPositive().isFinite();
    }
  }

  @Test
  void autoTakesNoOpenClDeviceThatIsNoGpu() {
    try (Engine engine = Engines.best()) {
      assertThat(!engine.device().engine().equals("opencl") || engine.device().can(Capability.GPU))
          .isTrue();
    }
  }
}
