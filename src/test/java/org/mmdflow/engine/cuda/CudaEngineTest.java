package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.gpu.GpuEngine;
import org.mmdflow.engine.gpu.GpuEngineContract;
import org.mmdflow.expression.UserError;

class CudaEngineTest extends GpuEngineContract {
  @BeforeEach
  void thereIsADevice() {
    CudaMachine.assumeThere();
  }

  @Override
  protected GpuEngine open() {
    return CudaProvider.open(CudaMachine.first());
  }

  @Override
  protected long largestBuffer() {
    return CudaMachine.first().memory();
  }

  @Test
  void anErrorNamesTheCallTheSizesAndCudasWord() {
    CudaQueue queue = new CudaQueue(CudaContext.of(CudaMachine.first()));
    assertThatThrownBy(() -> queue.allocate(0))
        .isInstanceOf(CudaException.class)
        .hasMessageStartingWith("CUDA: cuMemAlloc (0 bytes) gave CUDA_ERROR_INVALID_VALUE");
    queue.close();
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Engines.open("cuda:99", EngineOptions.DEFAULT))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no number 99, in --engine; see mmdflow devices");
  }
}
