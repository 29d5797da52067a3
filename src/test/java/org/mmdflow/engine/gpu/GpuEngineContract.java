package org.mmdflow.engine.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Scalar;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.Summation;
import org.mmdflow.engine.TargetRule;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;

/** Buffers, launches and limits of an engine on a device. */
public abstract class GpuEngineContract {
  /** A device of the engine, opened; skips the test where there is none. */
  protected abstract GpuEngine open();

  /** Bytes of the device's largest buffer. */
  protected abstract long largestBuffer();

  @Test
  final void everyBufferIsFreed() {
    GpuEngine engine = open();
    long before = engine.buffers();
    try (Cloud x = engine.cloud(300, 2, Precision.FLOAT);
        Cloud w = engine.cloud(300, 1, Precision.FLOAT);
        Cloud f = engine.cloud(300, 1, Precision.FLOAT);
        Cloud g = engine.cloud(300, 2, Precision.FLOAT);
        KernelSum sum =
            engine.kernelSum(Kernel.gaussian(1), 2, Precision.FLOAT, Summation.exact())) {
      Part part = new Part(x, w);
      sum.gradient(x, List.of(part), g, List.of(f));
      sum.quadratic(part, part, Diagonal.EXCLUDED);
      engine.stepper(sum).close();
      assertThat(engine.buffers()).isGreaterThan(before);
    }
    assertThat(engine.buffers()).isEqualTo(before);
    engine.cloud(10, 1, Precision.FLOAT);
    engine.kernelSum(Kernel.energy(), 1, Precision.FLOAT, Summation.exact());
    engine.close();
    assertThat(engine.buffers()).isZero();
  }

  @Test
  final void aCloudBeyondTheDeviceIsRefusedInOneLine() {
    try (GpuEngine engine = open()) {
      long before = engine.buffers();
      long n = largestBuffer() / 4 + 1;
      assertThatThrownBy(() -> engine.cloud(n, 1, Precision.FLOAT))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(n + " x 1 numbers need ")
          .hasMessageContaining("one buffer may have ")
          .hasMessageContaining("in engine " + engine.device().engine() + "; use at most ")
          .hasMessageContaining(" " + (n - 1) + " points,");
      assertThat(engine.buffers()).isEqualTo(before);
    }
  }

  /** What is said of memory beforehand holds: sums of values and gradients, and steps. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "700, 300, 2",
    "2000, 100, 3",
    "300, 900, 9",
    "400, 500, 17",
    "300, 200, 70"
  })
  final void noMoreIsTakenThanWasSaid(int n, int m, int d) {
    Precision p = Precision.FLOAT;
    try (GpuEngine engine = open();
        Cloud x = engine.cloud(n, d, p);
        Cloud v = engine.cloud(n, d, p);
        Cloud y = engine.cloud(m, d, p);
        Cloud a = engine.cloud(n, 1, p);
        Cloud b = engine.cloud(m, 1, p);
        Cloud g = engine.cloud(n, d, p);
        Cloud f = engine.cloud(n, 1, p);
        Cloud e = engine.cloud(n, 1, p)) {
      x.write(new Random(3).doubles((long) n * d).toArray());
      y.write(new Random(4).doubles((long) m * d).toArray());
      List<Part> parts = List.of(new Part(x, a), new Part(y, b));
      long before = engine.bytes();
      KernelSum sum = engine.kernelSum(Kernel.gaussian(Math.sqrt(d)), d, p, Summation.exact());
      sum.gradient(x, parts, g, List.of(f, e));
      sum.quadratic(parts.get(0), parts.get(1), Diagonal.INCLUDED);
      double[] numbers = {0.1, 0.1};
      Steps steps =
          new Steps(
              0,
              2,
              numbers,
              numbers,
              numbers,
              numbers,
              TargetRule.fixed(),
              Set.of(Scalar.MEAN_SQUARED_GRADIENT));
      FlowState state = new FlowState(x, Optional.of(v), a, parts, 7);
      assertThat(engine.stepper(sum).advance(state, steps).completed()).isEqualTo(2);
      long few = 8L * (n / 256 + 20);
      assertThat(engine.bytes() - before)
          .isLessThanOrEqualTo(engine.workingBytes(n, m, d, p) + few + 64L * (d + 4));
    }
  }

  /** Cut into launches of any length, a sum has the same bits. */
  @Test
  final void launchesMayBeCutAnywhere() {
    double[] first = new double[0];
    for (double rate : new double[] {1e5, 1e7, 1e12}) {
      try (GpuEngine engine = open()) {
        int n = 3000;
        try (Cloud x = engine.cloud(n, 3, Precision.FLOAT);
            Cloud w = engine.cloud(n, 1, Precision.FLOAT);
            Cloud g = engine.cloud(n, 3, Precision.FLOAT);
            GpuKernelSum sum =
                (GpuKernelSum)
                    engine.kernelSum(Kernel.gaussian(1), 3, Precision.FLOAT, Summation.exact())) {
          x.write(new Random(3).doubles(3L * n).toArray());
          w.write(new Random(4).doubles(n).toArray());
          sum.pace().learn(rate, 1);
          sum.gradient(x, List.of(new Part(x, w)), g, List.of());
          double[] found = new double[3 * n];
          g.read(found);
          first = first.length == 0 ? found : first;
          assertThat(found).isEqualTo(first);
        }
      }
    }
  }
}
