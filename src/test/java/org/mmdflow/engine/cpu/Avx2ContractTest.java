package org.mmdflow.engine.cpu;

/** Vectors of 256 bits with fused multiply-adds. */
class Avx2ContractTest extends CpuEngineContract {
  static final String INSTRUCTION_SET = "avx2";

  Avx2ContractTest() {
    super(INSTRUCTION_SET);
  }
}
