package org.mmdflow.engine.reference;

import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineContract;
import org.mmdflow.engine.EngineOptions;

class ReferenceEngineContractTest extends EngineContract {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Engine open() {
    return new ReferenceProvider().open(0, EngineOptions.DEFAULT);
  }
}
