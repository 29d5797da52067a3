package org.mmdflow.experiment;

import java.util.List;
import org.mmdflow.flow.FlowView;

/** The monitors of a run: their columns of metrics.csv. */
final class Watching {
  static final List<String> NAMES = List.of("dissipation", "noise-condition", "lojasiewicz");

  static Watching of(ResolvedExperiment e) {
    return new Watching();
  }

  void listen(org.mmdflow.flow.FlowBuilder flow) {}

  List<String> columns() {
    return List.of();
  }

  List<String> values(FlowView view) {
    return List.of();
  }
}
