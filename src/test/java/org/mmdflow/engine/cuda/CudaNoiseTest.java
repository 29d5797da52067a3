package org.mmdflow.engine.cuda;

import org.mmdflow.engine.gpu.Driver;
import org.mmdflow.engine.gpu.NoiseContract;

class CudaNoiseTest extends NoiseContract {
  @Override
  protected Driver openDriver() {
    CudaMachine.assumeThere();
    return new CudaDriver(CudaMachine.first());
  }
}
