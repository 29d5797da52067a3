package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;

/** What is OpenCL's own: buffers, limits, errors. */
class OpenClEngineTest {
  @BeforeEach
  void thereIsADevice() {
    OpenClMachine.assumeThere();
  }

  private static OpenClEngine open() {
    return OpenClMachine.open(OpenClMachine.first());
  }

  @Test
  void everyBufferIsFreed() {
    OpenClEngine engine = open();
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
  void aCloudBeyondTheDeviceIsRefusedInOneLine() {
    try (OpenClEngine engine = open()) {
      long before = engine.buffers();
      long n = OpenClMachine.first().largestBuffer() / 4 + 1;
      assertThatThrownBy(() -> engine.cloud(n, 1, Precision.FLOAT))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(n + " x 1 numbers need ")
          .hasMessageContaining("one buffer may have ")
          .hasMessageContaining("in engine opencl; use at most " + (n - 1) + " points,");
      assertThat(engine.buffers()).isEqualTo(before);
    }
  }

  @Test
  void anErrorNamesTheCallTheSizesAndOpenClsWord() {
    try (DeviceQueue queue = new DeviceQueue(OpenClMachine.first())) {
      assertThatThrownBy(() -> queue.allocate(0))
          .isInstanceOf(OpenClException.class)
          .hasMessage("OpenCL: clCreateBuffer (0 bytes) gave CL_INVALID_BUFFER_SIZE");
    }
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Engines.open("opencl:99", EngineOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no number 99, in --engine; see mmdflow devices");
  }

  /** Cut into launches of any length, a sum has the same bits. */
  @Test
  void launchesMayBeCutAnywhere() {
    double[] first = new double[0];
    for (double rate : new double[] {1e5, 1e7, 1e12}) {
      try (OpenClEngine engine = open()) {
        int n = 3000;
        try (Cloud x = engine.cloud(n, 3, Precision.FLOAT);
            Cloud w = engine.cloud(n, 1, Precision.FLOAT);
            Cloud g = engine.cloud(n, 3, Precision.FLOAT);
            OpenClKernelSum sum =
                (OpenClKernelSum)
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
