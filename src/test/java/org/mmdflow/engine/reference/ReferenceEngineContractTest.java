package org.mmdflow.engine.reference;

import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineContract;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.ThreadContract;

class ReferenceEngineContractTest extends EngineContract implements ThreadContract {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Engine open() {
    return open(EngineOptions.DEFAULT.threads());
  }

  @Override
  public Engine open(int threads) {
    return new ReferenceProvider().open(0, new EngineOptions(threads));
  }
}
