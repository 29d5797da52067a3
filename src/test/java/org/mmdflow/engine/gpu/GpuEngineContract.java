package org.mmdflow.engine.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
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
