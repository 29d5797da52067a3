package org.mmdflow.engine.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Ceiling;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/** Figures belong to the problem asked; the ceiling comes from the engine; errors are found. */
class ThroughputTest {
  /**
   * The reference, with a ceiling that rises at each call, or a kernel that is not the one asked.
   */
  private static final class Changed implements Engine {
    private final Engine engine = reference();
    private final Optional<Kernel> instead;
    private int asked;

    Changed(Optional<Kernel> instead) {
      this.instead = instead;
    }

    @Override
    public Device device() {
      Device device = engine.device();
      return new Device("other", device.name(), device.memory(), device.capabilities(), "a test");
    }

    @Override
    public Cloud cloud(long n, int d, Precision precision) {
      return engine.cloud(n, d, precision);
    }

    @Override
    public KernelSum kernelSum(Kernel kernel, int d, Precision precision, Summation how) {
      return engine.kernelSum(instead.orElse(kernel), d, precision, how);
    }

    @Override
    public Optional<Ceiling> ceiling(Kernel kernel, int d, Precision precision) {
      asked++;
      return Optional.of(new Ceiling(1e15 * asked, "call " + asked));
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  private static Engine reference() {
    return Engines.open("reference", EngineOptions.DEFAULT);
  }

  private static Problem problem(int n, int m, int d, Precision precision, String kernel) {
    try (Engine yardstick = reference()) {
      Workload workload = Workload.draw(n, m, d, precision, 3);
      return Problem.of(workload, Kernel.parse(kernel), yardstick);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "97, 61, 3, FLOAT, energy",
    "1, 1, 1, FLOAT, gaussian(h=1)",
    "5, 301, 7, FLOAT, imq(l=2)"
  })
  void theReferenceInFloatErrsByItsRounding(
      int n, int m, int d, Precision precision, String kernel) {
    Problem problem = problem(n, m, d, precision, kernel);
    try (Engine engine = reference()) {
      Measurement found = new Throughput().measure(engine, problem);
      assertThat(found.error().orElseThrow()).isBetween(1e-12, 1e-7);
      assertThat(found.points()).isEqualTo(n);
      assertThat(found.pairsPerSecond()).isPositive();
      assertThat(found.ceiling()).isEmpty();
      assertThat(found.share()).isEmpty();
    }
  }

  @Test
  void theYardstickHasNoErrorAndAnotherEngineInDoubleHas() {
    Problem problem = problem(20, 30, 2, Precision.DOUBLE, "laplace(l=1)");
    try (Engine engine = reference()) {
      assertThat(new Throughput().measure(engine, problem).error()).isEmpty();
    }
    try (Engine engine = new Changed(Optional.empty())) {
      assertThat(new Throughput().measure(engine, problem).error()).hasValue(0);
    }
  }

  @Test
  void theHigherCeilingCounts() {
    Problem problem = problem(20, 30, 2, Precision.FLOAT, "gaussian(h=1)");
    try (Engine engine = new Changed(Optional.empty())) {
      Measurement found = new Throughput().measure(engine, problem);
      assertThat(found.ceiling()).contains(new Ceiling(2e15, "call 2"));
      assertThat(found.share().orElseThrow())
          .isCloseTo(found.pairsPerSecond() / 2e15, within(1e-15));
    }
  }

  @Test
  void aWrongKernelShowsInTheError() {
    Problem problem = problem(50, 50, 2, Precision.FLOAT, "gaussian(h=1)");
    try (Engine engine = new Changed(Optional.of(Kernel.gaussian(1.001)))) {
      assertThat(new Throughput().measure(engine, problem).error().orElseThrow())
          .isBetween(1e-4, 1e-2);
    }
  }

  @Test
  void aSeedGivesTheSameNumbersAsThePrecisionStoresThem() {
    Workload a = Workload.draw(11, 13, 3, Precision.FLOAT, 5);
    Workload b = Workload.draw(11, 13, 3, Precision.FLOAT, 5);
    assertThat(a.points().data()).isEqualTo(b.points().data());
    assertThat(a.sources().data()).isEqualTo(b.sources().data());
    assertThat(Workload.draw(11, 13, 3, Precision.FLOAT, 6).points().data())
        .isNotEqualTo(a.points().data());
    for (double x : a.points().data()) {
      assertThat(x).isEqualTo((float) x);
    }
    assertThat(a.weights()).hasSize(13).containsOnly((float) (1.0 / 13));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "Infinity", "NaN"})
  void aCeilingIsPositiveAndFinite(double pairsPerSecond) {
    assertThatThrownBy(() -> new Ceiling(pairsPerSecond, "nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive and finite");
  }
}
