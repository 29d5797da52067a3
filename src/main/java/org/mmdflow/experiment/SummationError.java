package org.mmdflow.experiment;

import java.util.Locale;
import java.util.Optional;
import org.mmdflow.engine.Summation;
import org.mmdflow.flow.Flow;

/** What an approximate summation costs in accuracy, measured on the flow itself. */
final class SummationError {
  private SummationError() {}

  /** A line for the user of anything but exact sums. */
  static Optional<String> note(Summation summation, Flow flow) {
    return summation.equals(Summation.exact())
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "summation %s: gradients err by %.1e of their length at the start, and by more as"
                    + " forces cancel near the end; metrics are exact",
                summation,
                flow.summationError()));
  }
}
