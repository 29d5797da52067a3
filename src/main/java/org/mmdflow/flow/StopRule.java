package org.mmdflow.flow;

import java.util.Optional;

/** Ends a run early. Decides from the view alone; after a restore it is asked again. */
@FunctionalInterface
public interface StopRule {
  /** Why the flow should stop at this state, or empty to go on. */
  Optional<String> reason(FlowView view);

  /** Stops once half the squared MMD (V-statistic) is below {@code bound}. */
  static StopRule below(double bound) {
    return view ->
        view.metrics().halfMmd2V() < bound
            ? Optional.of("half_mmd2_v " + view.metrics().halfMmd2V() + " is below " + bound)
            : Optional.empty();
  }
}
