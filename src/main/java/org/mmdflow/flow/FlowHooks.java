package org.mmdflow.flow;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/** Who looks at a flow, and when: controllers first, then listeners, then stop rules. */
final class FlowHooks {
  private record Watch(Cadence cadence, FlowListener listener) {}

  private record Stop(Cadence cadence, StopRule rule) {}

  private final ArrayList<Controller> controllers = new ArrayList<>();
  private final ArrayList<Watch> watches = new ArrayList<>();
  private final ArrayList<Stop> stops = new ArrayList<>();
  private long visited = -1;

  void control(Controller controller) {
    controllers.add(controller);
  }

  void watch(Cadence cadence, FlowListener listener) {
    watches.add(new Watch(cadence, listener));
  }

  void stop(Cadence cadence, StopRule rule) {
    stops.add(new Stop(cadence, rule));
  }

  /** The first step after {@code step} at which somebody looks. */
  long boundaryAfter(long step) {
    long next = Long.MAX_VALUE;
    for (Controller c : controllers) {
      next = Math.min(next, c.cadence().atOrAfter(step + 1));
    }
    for (Watch w : watches) {
      next = Math.min(next, w.cadence.atOrAfter(step + 1));
    }
    for (Stop s : stops) {
      next = Math.min(next, s.cadence.atOrAfter(step + 1));
    }
    return next;
  }

  /** Shows the state to all that are due, once a step; returns why to stop, if a rule says so. */
  Optional<String> visit(FlowView view, Consumer<Control> decided) {
    long step = view.step();
    if (step == visited) {
      return Optional.empty();
    }
    visited = step;
    for (Controller c : controllers) {
      if (c.cadence().isAt(step)) {
        decided.accept(c.decide(view));
      }
    }
    for (Watch w : watches) {
      if (w.cadence.isAt(step)) {
        w.listener.at(view);
      }
    }
    for (Stop s : stops) {
      if (s.cadence.isAt(step)) {
        Optional<String> reason = s.rule.reason(view);
        if (reason.isPresent()) {
          return reason;
        }
      }
    }
    return Optional.empty();
  }

  void markVisited(long step) {
    visited = step;
  }
}
