package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.gpu.GpuEngine;
import org.mmdflow.engine.gpu.GpuEngineContract;
import org.mmdflow.expression.UserError;

class OpenClEngineTest extends GpuEngineContract {
  @BeforeEach
  void thereIsADevice() {
    OpenClMachine.assumeThere();
  }

  @Override
  protected GpuEngine open() {
    return OpenClMachine.open(OpenClMachine.first());
  }

  @Override
  protected long largestBuffer() {
    return OpenClMachine.first().largestBuffer();
  }

  @Test
  void anErrorNamesTheCallTheSizesAndOpenClsWord() {
    OpenClQueue queue = new OpenClQueue(OpenClMachine.first());
    assertThatThrownBy(() -> queue.allocate(0))
        .isInstanceOf(OpenClException.class)
        .hasMessage("OpenCL: clCreateBuffer (0 bytes) gave CL_INVALID_BUFFER_SIZE");
    queue.close();
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Engines.open("opencl:99", EngineOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no number 99, in --engine; see mmdflow devices");
  }
}
