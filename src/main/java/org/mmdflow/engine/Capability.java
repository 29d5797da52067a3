package org.mmdflow.engine;

/** What a device can do beyond single precision. */
public enum Capability {
  /** float64 storage and arithmetic. */
  DOUBLE,
  /** A graphics processor of its own memory. */
  GPU,
  /** Runs on the emulated driver of the tests: its speed means nothing. */
  EMULATED
}
