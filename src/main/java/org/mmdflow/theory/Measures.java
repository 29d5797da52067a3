package org.mmdflow.theory;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Part;
import org.mmdflow.flow.FlowView;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Sample;

/** The two measures of a flow on the host. */
final class Measures {
  private Measures() {}

  /** Masses of the particles. */
  static Weights masses(FlowView view) {
    return weights(view.state().weights(), 1);
  }

  /** The target as it stands at this step; empty where the flow has no cloud for one. */
  static Optional<Sample> target(FlowView view) {
    List<Part> sources = view.state().sources();
    if (sources.size() != 2) {
      return Optional.empty();
    }
    Part target = sources.get(1);
    Points points = Points.zeros(Math.toIntExact(target.points().n()), target.points().d());
    target.points().read(points.data());
    return Optional.of(new Sample(points, weights(target.weights(), -1)));
  }

  private static Weights weights(Cloud column, double sign) {
    double[] values = new double[Math.toIntExact(column.n())];
    column.read(values);
    boolean uniform = true;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] *= sign;
      uniform &= values[i] == values[0];
      sum += values[i];
    }
    if (uniform) {
      return Weights.uniform(values.length);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum; // Rounded to float, a million weights may miss 1 by more than allowed.
    }
    return Weights.of(values);
  }
}
