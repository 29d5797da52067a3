package org.mmdflow.engine.opencl;

import org.mmdflow.engine.gpu.Driver;
import org.mmdflow.engine.gpu.NoiseContract;

class OpenClNoiseTest extends NoiseContract {
  @Override
  protected Driver openDriver() {
    OpenClMachine.assumeThere();
    return OpenClMachine.driver(OpenClMachine.first());
  }
}
