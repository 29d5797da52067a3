package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mmdflow.kernel.Kernel;

class CheckedEngineTest {
  private static CheckedEngine open() {
    return new CheckedEngine(Engines.open("reference", EngineOptions.DEFAULT));
  }

  @Test
  void reportsWhatIsLeftOpenAndWhereItWasMade() {
    CheckedEngine engine = open();
    engine.cloud(3, 2, Precision.FLOAT);
    engine.stepper(engine.kernelSum(Kernel.energy(), 2, Precision.FLOAT, Summation.exact()));
    assertThatThrownBy(engine::close)
        .isInstanceOf(AssertionError.class)
        .hasMessage("3 left open")
        .satisfies(leak -> assertThat(leak.getSuppressed()).hasSize(3))
        .satisfies(leak -> assertThat(leak.getSuppressed()[0]).hasMessageContaining("3 x 2"));
  }

  @Test
  void refusesUseAfterClose() {
    try (CheckedEngine engine = open()) {
      Cloud cloud = engine.cloud(1, 1, Precision.FLOAT);
      cloud.close();
      assertThatThrownBy(() -> cloud.read(new double[1])).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void refusesAnotherThread() {
    try (CheckedEngine engine = open();
        Cloud cloud = engine.cloud(1, 1, Precision.FLOAT)) {
      CompletableFuture<Void> elsewhere =
          CompletableFuture.runAsync(() -> cloud.read(new double[1]));
      assertThatThrownBy(elsewhere::join).hasCauseInstanceOf(AssertionError.class);
    }
  }
}
