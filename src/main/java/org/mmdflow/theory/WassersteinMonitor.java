package org.mmdflow.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.flow.FlowView;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Sample;

/**
 * Wasserstein distances, and the action of the path against that of the geodesic (Benamou and
 * Brenier 2000): at flow time t, W2(nu_0, nu_t)^2 &lt;= t times the integral of E|velocity|^2, with
 * equality for the geodesic at constant speed.
 *
 * <ul>
 *   <li>{@code w2}, particles to target, exact: on the line for any sizes and weights, else for up
 *       to {@value #MOST_EXACT} particles, as many target points, all of equal mass (up to 0.7 s a
 *       row, 0.09 s for 500 particles; the distance from the start takes as long again);
 *   <li>{@code sliced_w2}, of {@value #DIRECTIONS} directions, the same in every row; where w2 is
 *       not given;
 *   <li>{@code w2_from_start}, from the particles at step 0, exact under the same conditions; else
 *       sqrt(d) times the sliced distance, which is at most W2 but for its random error;
 *   <li>{@code path_length}, the sum of (E|x' - x|^2)^(1/2) over the rows so far;
 *   <li>{@code action}, the sum of E|x' - x|^2 / (t' - t): the action of the path that goes
 *       straight from row to row. Each particle is followed, so it is the flow's own action for
 *       rows one step apart, and less where the path bends between rows. Diffusion has no finite
 *       action: there it grows with the number of rows;
 *   <li>{@code action_ratio} = t action / w2_from_start^2, at least 1 where w2_from_start is exact.
 * </ul>
 *
 * <p>Where N particles have more than 65,536 coordinates, length and action are means over a seeded
 * subset of that size. A target that is redrawn is that of the next step.
 */
final class WassersteinMonitor implements Monitor {
  private static final int MOST_EXACT = 1000;
  private static final int DIRECTIONS = 100;
  private static final int TIME = 0;
  private static final int LENGTH = 1;
  private static final int ACTION = 2;
  private static final int FROM_START = 3;
  private static final int EXACT = 4;
  private static final int COUNT = 5;
  private static final int POSITIONS = 6;

  /** The numbers above, then the COUNT coordinates of the watched particles in the last row. */
  private double[] state = {Double.NaN, 0, 0, Double.NaN, Double.NaN, 0};

  @Override
  public String name() {
    return "wasserstein";
  }

  @Override
  public List<String> columns() {
    return List.of("w2", "sliced_w2", "w2_from_start", "path_length", "action", "action_ratio");
  }

  @Override
  public double[] at(FlowView view) {
    Points particles = view.particles();
    Weights masses = Measures.masses(view);
    Sample now = new Sample(particles, masses);
    double[] row = new double[columns().size()];
    Arrays.fill(row, Double.NaN);
    Measures.target(view)
        .ifPresent(
            target -> {
              boolean exact = isExact(now, target);
              row[exact ? 0 : 1] = exact ? exact(now, target) : sliced(view, now, target).value();
            });
    follow(view, particles, masses);
    fromStart(view, now);
    row[2] = state[FROM_START];
    row[3] = finite(state[LENGTH]);
    row[4] = finite(state[ACTION]);
    row[5] = finite(actionRatio());
    return row;
  }

  private static boolean isExact(Sample x, Sample y) {
    return x.d() == 1
        || (x.n() == y.n()
            && x.n() <= MOST_EXACT
            && x.weights().isUniform()
            && y.weights().isUniform());
  }

  private static double exact(Sample x, Sample y) {
    return x.d() == 1 ? Wasserstein.onLine(x, y) : Wasserstein.exact(x.points(), y.points());
  }

  private static SlicedDistance sliced(FlowView view, Sample x, Sample y) {
    return Wasserstein.sliced(x, y, DIRECTIONS, view.settings().seed());
  }

  /** Adds the way since the last row. */
  private void follow(FlowView view, Points particles, Weights masses) {
    double[] x = WatchedParticles.positions(view, particles);
    if (state[COUNT] == 0) {
      state = Arrays.copyOf(state, POSITIONS + x.length);
      state[COUNT] = x.length;
    } else if (state[COUNT] == x.length) {
      double square = WatchedParticles.meanSquare(view, masses, x, state, POSITIONS, particles.d());
      state[LENGTH] += Math.sqrt(square);
      state[ACTION] += square == 0 ? 0 : square / (view.flowTime() - state[TIME]);
    } else {
      throw another(x.length, state[COUNT]);
    }
    state[TIME] = view.flowTime();
    System.arraycopy(x, 0, state, POSITIONS, x.length);
  }

  private IllegalArgumentException another(double expected, double found) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the monitor %s remembers %.0f coordinates, not %.0f",
            name(),
            expected,
            found));
  }

  private void fromStart(FlowView view, Sample now) {
    Points start = view.start().copy();
    for (int k = 0; k < start.data().length; k++) {
      start.data()[k] = view.settings().precision().round(start.data()[k]);
    }
    Sample then = new Sample(start, now.weights());
    boolean exact = isExact(then, now);
    state[EXACT] = exact ? 1 : 0;
    state[FROM_START] = exact ? exact(then, now) : sliced(view, then, now).w2AtLeast();
  }

  private double actionRatio() {
    return state[TIME] * state[ACTION] / (state[FROM_START] * state[FROM_START]);
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  @Override
  public Optional<String> verdict() {
    double ratio = state[LENGTH] / state[FROM_START];
    if (!Double.isFinite(ratio) || !Double.isFinite(actionRatio())) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            state[EXACT] == 1
                ? "wasserstein: the path is %.3g times as long as the geodesic from its start (%.4g"
                    + " against W2 = %.4g), its action %.3g times the least"
                : "wasserstein: the path is about %.3g times as long as the geodesic from its start,"
                    + " or less (%.4g against a sliced estimate of at most W2, %.4g), its action %.3g"
                    + " times the least, or less",
            ratio,
            state[LENGTH],
            state[FROM_START],
            actionRatio()));
  }

  @Override
  public double[] state() {
    return state.clone();
  }

  @Override
  public void restore(double[] earlier) {
    double count = earlier.length < POSITIONS ? 0 : earlier[COUNT];
    if (earlier.length != POSITIONS + count) {
      throw another(count, (double) earlier.length - POSITIONS);
    }
    state = earlier.clone();
  }
}
