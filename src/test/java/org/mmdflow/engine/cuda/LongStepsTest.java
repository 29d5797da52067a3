package org.mmdflow.engine.cuda;

import org.junit.jupiter.api.BeforeAll;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.StepperContract;

/** Steps as those of many particles are launched, which a small flow would not be. */
class LongStepsTest implements StepperContract {
  @BeforeAll
  static void thereIsADevice() {
    CudaMachine.assumeThere();
  }

  @Override
  public String name() {
    return CudaProvider.NAME;
  }

  @Override
  public Engine open() {
    return CudaMachine.open(new CudaLayout(CudaMachine.first().hasTensorCores(), false));
  }
}
