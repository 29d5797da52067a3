package org.mmdflow.engine.opencl;

import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineContract;
import org.mmdflow.engine.EngineOptions;

/** The contract on the first OpenCL device. */
class OpenClContractTest extends EngineContract {
  @Override
  public String name() {
    return OpenClProvider.NAME;
  }

  @Override
  public Engine open() {
    return new OpenClProvider().open(0, EngineOptions.DEFAULT);
  }
}
