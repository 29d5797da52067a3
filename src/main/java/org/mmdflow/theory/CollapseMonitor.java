package org.mmdflow.theory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.flow.FlowView;

/**
 * Whether particles collapse on the target's centre of mass or escape, as flows without noise tend
 * to. Lengths are in units of s, the target's standard deviation along an axis: its root mean
 * square distance to its mean m, divided by sqrt(d). For a standard normal target s is about 1.
 *
 * <ul>
 *   <li>{@code collapsed_fraction} = mass of the particles with |x - m| at most 0.5 s;
 *   <li>{@code escaped_fraction} = mass of those with |x - m| at least 5 s;
 *   <li>{@code largest_radius} = largest |x - m| / s;
 *   <li>{@code standard_deviation_ratio} = the particles' own standard deviation along an axis,
 *       about their own mean, in units of s: near 0 after a collapse, 1 at the target.
 * </ul>
 *
 * <p>With a target that is redrawn, m and s are those of the draw at hand. All are undefined for a
 * target without extent, s = 0. In high dimensions no point of a Gaussian lies within 0.5 s of its
 * mean, its radius being about s sqrt(d): compare with the target's own fractions there.
 */
final class CollapseMonitor implements Monitor {
  private static final double NEAR = 0.5;
  private static final double FAR = 5;

  private static final int COLLAPSED = 0;
  private static final int ESCAPED = 1;
  private static final int RADIUS = 2;
  private static final int SPREAD = 3;

  private final State state = new State(name(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  @Override
  public String name() {
    return "collapse";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "collapsed_fraction", "escaped_fraction", "largest_radius", "standard_deviation_ratio");
  }

  @Override
  public double[] at(FlowView view) {
    MassCloud particles = MassCloud.read(view.state().sources().get(0));
    MassCloud target = MassCloud.read(view.state().sources().get(1));
    double[] mean = target.mean();
    double deviation = target.standardDeviation();
    double[] row = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    if (deviation > 0) {
      row[COLLAPSED] = particles.massBetween(mean, 0, NEAR * deviation);
      row[ESCAPED] = particles.massBetween(mean, FAR * deviation, Double.POSITIVE_INFINITY);
      row[RADIUS] = particles.largestDistance(mean) / deviation;
      row[SPREAD] = particles.standardDeviation() / deviation;
    }
    for (int place = 0; place < row.length; place++) {
      state.set(place, row[place]);
    }
    return row;
  }

  @Override
  public Optional<String> verdict() {
    return Double.isNaN(state.get(COLLAPSED))
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "collapse: %.1f %% of the particles within 0.5 standard deviations of the target's"
                    + " mean, %.1f %% beyond 5, the farthest at %s; their own standard deviation is"
                    + " %s of the target's",
                100 * state.get(COLLAPSED),
                100 * state.get(ESCAPED),
                Sentences.figure(state.get(RADIUS)),
                Sentences.figure(state.get(SPREAD))));
  }

  @Override
  public double[] state() {
    return state.copy();
  }

  @Override
  public void restore(double[] earlier) {
    state.restore(earlier);
  }
}
