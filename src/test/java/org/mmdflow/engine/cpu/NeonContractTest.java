package org.mmdflow.engine.cpu;

/** Vectors of 128 bits on ARM. */
class NeonContractTest extends CpuEngineContract {
  static final String INSTRUCTION_SET = "neon";

  NeonContractTest() {
    super(INSTRUCTION_SET);
  }
}
