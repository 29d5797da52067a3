package org.mmdflow.engine;

/** Whether a quadratic form counts the pairs of a point with itself. */
public enum Diagonal {
  /** All pairs: V-statistics. */
  INCLUDED,
  /** Pairs of unequal index only, for two parts of equal length: U-statistics. */
  EXCLUDED
}
