package org.mmdflow.theory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;

/** Monitors by name. */
public final class Monitors {
  private static final Map<String, Supplier<Monitor>> MAKERS = new LinkedHashMap<>();

  static {
    MAKERS.put("dissipation", DissipationMonitor::new);
    MAKERS.put("noise-condition", NoiseConditionMonitor::new);
    MAKERS.put("lojasiewicz", LojasiewiczMonitor::new);
    MAKERS.put("step-size", StepSizeMonitor::new);
    MAKERS.put("noise-trade-off", NoiseTradeOffMonitor::new);
    MAKERS.put("collapse", CollapseMonitor::new);
    MAKERS.put("wasserstein", WassersteinMonitor::new);
  }

  private Monitors() {}

  /** All names. */
  public static List<String> names() {
    return List.copyOf(MAKERS.keySet());
  }

  /**
   * New monitors of these names, in this order.
   *
   * @param where what the names were given for, such as {@code monitors}
   * @throws UserError for a name that is unknown, with the nearest one, or that comes twice
   */
  public static List<Monitor> parse(List<String> names, String where) {
    List<Monitor> monitors = new ArrayList<>();
    for (String name : names) {
      Supplier<Monitor> maker = MAKERS.get(name);
      if (maker == null) {
        throw new UserError(
            "unknown monitor \""
                + name
                + "\", in "
                + where
                + "; "
                + Suggestions.mend(name, "monitors", names()));
      }
      if (monitors.stream().anyMatch(m -> m.name().equals(name))) {
        throw new UserError(
            "the monitor \"" + name + "\" comes twice, in " + where + "; name it once");
      }
      monitors.add(maker.get());
    }
    return List.copyOf(monitors);
  }
}
