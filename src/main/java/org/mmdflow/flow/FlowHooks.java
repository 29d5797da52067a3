package org.mmdflow.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mmdflow.engine.Steps;

/** Who looks at a flow, and when: controllers first, then listeners, then stop rules. */
final class FlowHooks {
  private record Watch(Cadence cadence, FlowListener listener) {}

  private record Stop(Cadence cadence, StopRule rule) {}

  private final List<Controller> controllers = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private final List<StepListener> stepListeners = new ArrayList<>();
  private final List<Stop> stops = new ArrayList<>();
  private long shown = -1;
  private long judged = -1;

  void control(Controller controller) {
    controllers.add(controller);
  }

  void watch(Cadence cadence, FlowListener listener) {
    watches.add(new Watch(cadence, listener));
  }

  void watchSteps(StepListener listener) {
    stepListeners.add(listener);
  }

  void stop(Cadence cadence, StopRule rule) {
    stops.add(new Stop(cadence, rule));
  }

  /** The same observers, who have seen nothing yet. */
  FlowHooks copy() {
    FlowHooks copy = new FlowHooks();
    copy.controllers.addAll(controllers);
    copy.watches.addAll(watches);
    copy.stepListeners.addAll(stepListeners);
    copy.stops.addAll(stops);
    return copy;
  }

  /** The first step after {@code step} at which somebody looks. */
  long boundaryAfter(long step) {
    return Stream.of(
            controllers.stream().map(Controller::cadence),
            watches.stream().map(Watch::cadence),
            stops.stream().map(Stop::cadence))
        .flatMap(cadences -> cadences)
        .mapToLong(cadence -> cadence.atOrAfter(step + 1))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Tells of the first {@code completed} of {@code steps}, where there are any. */
  void taken(FlowSettings settings, Steps steps, int completed) {
    if (completed > 0) {
      stepListeners.forEach(listener -> listener.taken(settings, steps, completed));
    }
  }

  /** Shows the state to all that are due, once a step; returns why to stop, if a rule says so. */
  Optional<String> visit(FlowView view, Consumer<Control> decided) {
    long step = view.step();
    if (shown != step) {
      shown = step;
      controllers.stream()
          .filter(c -> c.cadence().isAt(step))
          .forEach(c -> decided.accept(c.decide(view)));
      watches.stream().filter(w -> w.cadence.isAt(step)).forEach(w -> w.listener.at(view));
    }
    if (judged == step) {
      return Optional.empty();
    }
    judged = step;
    return stops.stream()
        .filter(s -> s.cadence.isAt(step))
        .flatMap(s -> s.rule.reason(view).stream())
        .findFirst();
  }

  /**
   * Nobody is shown the state of {@code step} again but the stop rules, which leave no trace: a run
   * cut off after its checkpoint must still stop where the rule says.
   */
  void restored(long step) {
    shown = step;
    judged = -1;
  }
}
