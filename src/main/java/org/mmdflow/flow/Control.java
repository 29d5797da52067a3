package org.mmdflow.flow;

import java.util.OptionalDouble;

/**
 * What controllers have decided. A value that is present replaces the schedule's from the next step
 * on, until another decision has a value in its place; what a decision leaves empty stays as it
 * was, so that two controllers may choose a number each. Part of a flow's state.
 *
 * @param stepSize finite, not below 0
 * @param noiseLevel finite, not below 0; refused where the scheme has no noise
 */
public record Control(OptionalDouble stepSize, OptionalDouble noiseLevel) {
  /** Nothing decided: the schedules stand. */
  public static final Control NONE = new Control(OptionalDouble.empty(), OptionalDouble.empty());

  /** Checks both. */
  public Control {
    stepSize.ifPresent(value -> Levels.level("step size", value));
    noiseLevel.ifPresent(value -> Levels.level("noise level", value));
  }

  /** A step size; the noise level stays as it was. */
  public static Control stepSize(double value) {
    return new Control(OptionalDouble.of(value), OptionalDouble.empty());
  }

  /** A noise level; the step size stays as it was. */
  public static Control noiseLevel(double value) {
    return new Control(OptionalDouble.empty(), OptionalDouble.of(value));
  }

  /** This decision on top of an earlier one. */
  Control over(Control earlier) {
    return new Control(
        stepSize.isPresent() ? stepSize : earlier.stepSize,
        noiseLevel.isPresent() ? noiseLevel : earlier.noiseLevel);
  }
}
