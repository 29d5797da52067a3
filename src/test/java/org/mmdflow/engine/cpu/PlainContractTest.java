package org.mmdflow.engine.cpu;

/** Plain C, on every machine: never skipped where there was a compiler. */
class PlainContractTest extends CpuEngineContract {
  static final String INSTRUCTION_SET = "plain";

  PlainContractTest() {
    super(INSTRUCTION_SET);
  }
}
