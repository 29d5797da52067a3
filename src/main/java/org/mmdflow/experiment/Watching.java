package org.mmdflow.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmdflow.engine.Steps;
import org.mmdflow.flow.FlowSettings;
import org.mmdflow.flow.FlowView;
import org.mmdflow.theory.Monitor;
import org.mmdflow.theory.Monitors;

/** The monitors of a run: their columns of metrics.csv and what they remember. One thread. */
final class Watching {
  private final List<Monitor> monitors;

  private Watching(List<Monitor> monitors) {
    this.monitors = monitors;
  }

  /** New monitors of the experiment's names. */
  static Watching of(Experiment e) {
    return new Watching(Monitors.parse(e.monitors, ExperimentKeys.MONITORS));
  }

  List<String> columns() {
    return monitors.stream().flatMap(m -> m.columns().stream()).toList();
  }

  /** The cells of this state's row; to be asked once a row. */
  List<String> values(FlowView view) {
    List<String> cells = new ArrayList<>();
    for (Monitor monitor : monitors) {
      for (double value : monitor.at(view)) {
        cells.add(MetricsFile.number(value));
      }
    }
    return cells;
  }

  /** Tells all of steps taken. */
  void taken(FlowSettings settings, Steps steps, int completed) {
    monitors.forEach(m -> m.taken(settings, steps, completed));
  }

  /** What each remembers, by name. */
  Map<String, double[]> state() {
    Map<String, double[]> states = new LinkedHashMap<>();
    monitors.forEach(m -> states.put(m.name(), m.state()));
    return states;
  }

  /** Goes on from {@link #state} of monitors of the same names. */
  void restore(Map<String, double[]> states) {
    for (Monitor monitor : monitors) {
      double[] earlier = states.get(monitor.name());
      if (earlier != null) {
        monitor.restore(earlier);
      }
    }
  }

  /** One line each of those that have something to say. */
  List<String> verdicts() {
    return monitors.stream().flatMap(m -> m.verdict().stream()).toList();
  }
}
