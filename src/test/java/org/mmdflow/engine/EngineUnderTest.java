package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The engine that a contract is about. */
public interface EngineUnderTest {
  /** The name that {@link Device#engine} must give. */
  String name();

  /** Opens the engine for the current thread. */
  Engine open();

  /** Opens it under watch, certain that no other one answers. */
  default Engine checked() {
    Engine engine = open();
    assertThat(engine.device().engine()).isEqualTo(name());
    return new CheckedEngine(engine);
  }

  /** FLOAT, and DOUBLE where the device has it. */
  default List<Precision> precisions() {
    try (Engine engine = open()) {
      return engine.device().can(Capability.DOUBLE)
          ? List.of(Precision.FLOAT, Precision.DOUBLE)
          : List.of(Precision.FLOAT);
    }
  }

  /**
   * The dimensions in which each kernel is tried: {@code wanted}, or fewer for an engine that
   * compiles for each kernel and dimension, and is tried in all dimensions with some kernels.
   */
  default int[] dimensions(int... wanted) {
    return wanted;
  }

  /** Runs {@code test} in each precision. */
  default void inEachPrecision(PrecisionTest test) {
    for (Precision precision : precisions()) {
      try (Engine engine = checked()) {
        test.run(engine, precision);
      }
    }
  }

  /** A test of one precision, on an engine of its own. */
  interface PrecisionTest {
    /** Does the test. */
    void run(Engine engine, Precision precision);
  }
}
