package org.mmdflow.experiment.reproduction.chaos;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Curve.Origin;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;

/** The diagrams of propagation of chaos: distances by number of particles and by flow time. */
final class ChaosPanels {
  /** Above this a bound says nothing and is not drawn. */
  private static final double DRAWN = 1e4;

  private final List<ChaosDistances> found;

  /** Of distances that have the same readings. */
  ChaosPanels(List<ChaosDistances> found) {
    this.found = found.stream().filter(distances -> distances.sizes() > 0).toList();
  }

  List<Panel> all() {
    if (found.isEmpty()) {
      return List.of();
    }
    ChaosSetting any = found.get(0).setting();
    return List.of(
        bySize("at the last reading", any.readings() - 1),
        bySize("at flow time " + ChaosExperiment.number(any.time(1)), 1),
        byTime());
  }

  private Panel bySize(String when, int reading) {
    List<Curve> curves = new ArrayList<>();
    for (ChaosDistances distances : found) {
      Curve curve = distances.bySize(reading);
      double time = distances.setting().time(reading);
      double[] guide = new double[curve.x().length];
      double[] bound = new double[guide.length];
      for (int k = 0; k < guide.length; k++) {
        guide[k] = curve.y()[0] * Math.sqrt(curve.x()[0] / curve.x()[k]);
        bound[k] = drawn(distances.setting().bound((int) curve.x()[k], time));
      }
      curves.add(curve);
      curves.add(Curve.of(curve.name() + ", slope −1/2", Origin.BOUND, curve.x(), guide));
      if (!Double.isNaN(bound[0])) {
        curves.add(Curve.of(curve.name() + ", Theorem 9", Origin.BOUND, curve.x(), bound));
      }
    }
    return new Panel(
        "Distance by number of particles, " + when,
        Axis.log("particles N"),
        Axis.log("root mean square distance"),
        curves);
  }

  private Panel byTime() {
    List<Curve> curves = new ArrayList<>();
    for (ChaosDistances distances : found) {
      int k = distances.sizes() - 1;
      int n = distances.setting().sizes().get(k);
      Curve curve = distances.byTime(k);
      double[] bound = new double[curve.x().length];
      for (int reading = 0; reading < bound.length; reading++) {
        bound[reading] = drawn(distances.setting().bound(n, curve.x()[reading]));
      }
      curves.add(curve);
      curves.add(Curve.of(curve.name() + ", Theorem 9", Origin.BOUND, curve.x(), bound));
    }
    return new Panel(
        "Distance by flow time", Axis.linear("flow time"), Axis.log("distance"), curves);
  }

  private static double drawn(double bound) {
    return bound <= DRAWN ? bound : Double.NaN;
  }
}
