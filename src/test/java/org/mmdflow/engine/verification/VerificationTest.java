package org.mmdflow.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.EngineProvider;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;

/** The verification passes a right engine and finds the wrong one. */
class VerificationTest {
  /** Gradients too large by a factor, or no gradients at all. */
  private record Faulty(Engine engine, double factor) implements Engine {
    @Override
    public Device device() {
      return engine.device();
    }

    @Override
    public Cloud cloud(long n, int d, Precision precision) {
      return engine.cloud(n, d, precision);
    }

    @Override
    public KernelSum kernelSum(Kernel kernel, int d, Precision precision, Summation how) {
      KernelSum sum = engine.kernelSum(kernel, d, precision, how);
      return new KernelSum() {
        @Override
        public void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values) {
          if (Double.isNaN(factor)) {
            throw new IllegalStateException("no device");
          }
          sum.gradient(at, sources, gradient, values);
          double[] data = new double[Math.toIntExact(gradient.n() * gradient.d())];
          gradient.read(data);
          for (int i = 0; i < data.length; i++) {
            data[i] *= factor;
          }
          gradient.write(data);
        }

        @Override
        public void value(Cloud at, Part source, Cloud out) {
          sum.value(at, source, out);
        }

        @Override
        public double quadratic(Part a, Part b, Diagonal diagonal) {
          return sum.quadratic(a, b, diagonal);
        }

        @Override
        public void block(Cloud rows, Cloud columns, Cloud out) {
          sum.block(rows, columns, out);
        }

        @Override
        public void close() {
          sum.close();
        }
      };
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  private static List<Check> checks(double factor, Precision precision) {
    List<Check> checks = new ArrayList<>();
    try (Engine engine = new Faulty(Engines.open("reference", EngineOptions.DEFAULT), factor)) {
      new Verification().check(engine, List.of(precision), checks::add);
    }
    assertThat(checks).hasSize(20);
    return checks;
  }

  @Test
  void theReferencePassesInBothPrecisions() {
    for (Precision precision : Precision.values()) {
      assertThat(checks(1, precision))
          .allSatisfy(
              check -> {
                assertThat(check.passed()).as(check.toString()).isTrue();
                assertThat(check.medianError()).isLessThanOrEqualTo(check.largestError());
                assertThat(check.pairsPerSecond()).isPositive();
                assertThat(check.engine()).isEqualTo("reference");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "cpu")
  void everyEngineOfThisMachinePasses(String name) {
    EngineProvider.Probe probe = Engines.probeAll().get(name);
    assumeFalse(probe.devices().isEmpty(), () -> "no " + name + ": " + probe.reasons());
    List<Check> checks = new ArrayList<>();
    try (Engine engine = Engines.open(name, EngineOptions.DEFAULT)) {
      new Verification().check(engine, List.of(Precision.values()), checks::add);
    }
    assertThat(checks)
        .hasSize(40)
        .allSatisfy(
            check -> {
              assertThat(check.passed()).as(check.toString()).isTrue();
              assertThat(check.engine()).isEqualTo(name);
            });
  }

  @Test
  void aSmallErrorInTheGradientIsFound() {
    assertThat(checks(1 + 1e-5, Precision.FLOAT)).noneMatch(Check::passed);
    assertThat(checks(1 + 1e-12, Precision.DOUBLE)).noneMatch(Check::passed);
  }

  @Test
  void anEngineThatFailsIsReported() {
    assertThat(checks(Double.NaN, Precision.FLOAT))
        .allSatisfy(
            check -> {
              assertThat(check.passed()).isFalse();
              assertThat(check.fault()).isEqualTo("no device");
            });
  }
}
