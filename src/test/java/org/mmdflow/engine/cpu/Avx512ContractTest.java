package org.mmdflow.engine.cpu;

/** Vectors of 512 bits. */
class Avx512ContractTest extends CpuEngineContract {
  static final String INSTRUCTION_SET = "avx512";

  Avx512ContractTest() {
    super(INSTRUCTION_SET);
  }
}
