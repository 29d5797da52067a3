package org.mmdflow.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineContract;
import org.mmdflow.engine.EngineOptions;

/** The contract on the first CUDA device, or on the emulated one. */
class CudaContractTest extends EngineContract {
  @BeforeAll
  static void thereIsADevice() {
    CudaMachine.assumeThere();
  }

  @AfterEach
  void everyBufferIsFreed() {
    assertThat(CudaQueue.LIVE).hasValue(0);
  }

  @Override
  public String name() {
    return CudaProvider.NAME;
  }

  @Override
  public Engine open() {
    return new CudaProvider().open(0, EngineOptions.DEFAULT);
  }
}
