package org.mmdflow.flow;

import java.util.OptionalDouble;

/**
 * What a {@link Controller} has decided: where a value is present it replaces the schedule's until
 * the next decision. Part of a flow's state.
 */
public record Control(OptionalDouble stepSize, OptionalDouble noiseLevel) {
  /** The schedules stand. */
  public static final Control NONE = new Control(OptionalDouble.empty(), OptionalDouble.empty());
}
