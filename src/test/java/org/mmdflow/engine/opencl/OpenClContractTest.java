package org.mmdflow.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineContract;
import org.mmdflow.engine.EngineOptions;

/** The contract on the first OpenCL device, laid out as the device likes it. */
class OpenClContractTest extends EngineContract {
  @BeforeAll
  static void thereIsADevice() {
    OpenClMachine.assumeThere();
  }

  @AfterEach
  void everyBufferIsFreed() {
    assertThat(OpenClQueue.LIVE).hasValue(0);
  }

  @Override
  public String name() {
    return OpenClProvider.NAME;
  }

  @Override
  public Engine open() {
    return new OpenClProvider().open(0, EngineOptions.DEFAULT);
  }

  @Override
  public int[] dimensions(int... wanted) {
    return OpenClMachine.DIMENSIONS.clone();
  }
}
