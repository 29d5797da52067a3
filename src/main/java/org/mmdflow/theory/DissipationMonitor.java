package org.mmdflow.theory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.flow.FlowSettings;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Scheme;

/**
 * Dissipation: along the flow dF/dt = -G, F half the squared MMD (V-statistic), G the mean squared
 * gradient of the witness (Arbel et al. 2019, Proposition 2). From one row (F0, G0, at flow time
 * t0, step size gamma) to the next (F1, G1, at t1), undefined in the first row and where t1 = t0:
 *
 * <ul>
 *   <li>{@code dissipation_measured} = (F0 - F1) / (t1 - t0);
 *   <li>{@code dissipation_expected} = (G0 + G1) / 2. Equal to the measured one up to O(step size)
 *       for plain Euler steps and to the trapezoidal rule's error between distant rows; noise,
 *       momentum and redrawn targets make them differ;
 *   <li>{@code dissipation_bound} = (1 - 3/2 gamma L) G0, where the kernel's gradient is
 *       L-Lipschitz and gamma at most 2 / (3 L). Where the rows are one Euler step apart, without
 *       momentum and with the target kept, Proposition 4 says that the measured one is at least
 *       this; between distant rows it is an estimate, for the gradient falls on the way.
 * </ul>
 *
 * <p>The verdict counts the rows at which F was not above that of the row before, and those to
 * which Proposition 4 applies as it stands, up to float's rounding; a violation is named by the
 * step of its row, the later of the two.
 */
final class DissipationMonitor implements Monitor {
  private static final int STEP = 0;
  private static final int TIME = 1;
  private static final int HALF_MMD2 = 2;
  private static final int GRADIENT = 3;
  private static final int STEP_SIZE = 4;
  private static final int CHECKED = 5;
  private static final int VIOLATED = 6;
  private static final int FIRST_VIOLATION = 7;
  private static final int PAIRS = 8;
  private static final int RISES = 9;
  private static final int FIRST_RISE = 10;
  private static final int REDRAWN = 11;

  /** Rounding of F in float, relative to the kernel's own values of about 1. */
  private static final double ROUNDING = 1e-6;

  private final State state =
      new State(
          name(),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          0,
          0,
          Double.NaN,
          0,
          0,
          Double.NaN,
          0);

  @Override
  public String name() {
    return "dissipation";
  }

  @Override
  public List<String> columns() {
    return List.of("dissipation_measured", "dissipation_expected", "dissipation_bound");
  }

  @Override
  public double[] at(FlowView view) {
    double half = view.metrics().halfMmd2V();
    double gradient = view.metrics().meanSquaredGradient();
    double time = view.flowTime() - state.get(TIME);
    double[] row = {Double.NaN, Double.NaN, Double.NaN};
    if (time > 0) {
      row[0] = (state.get(HALF_MMD2) - half) / time;
      row[1] = 0.5 * (state.get(GRADIENT) + gradient);
      row[2] = bound(view.settings());
      count(RISES, FIRST_RISE, PAIRS, view, half > state.get(HALF_MMD2) + ROUNDING);
      check(view, row[0], row[2], time);
    }
    state.set(REDRAWN, view.settings().redrawTarget() ? 1 : 0);
    state.set(STEP, (double) view.step());
    state.set(TIME, view.flowTime());
    state.set(HALF_MMD2, half);
    state.set(GRADIENT, gradient);
    state.set(STEP_SIZE, view.stepSize());
    return row;
  }

  private double bound(FlowSettings settings) {
    OptionalDouble lipschitz = settings.kernel().lipschitz();
    double factor = 1 - 1.5 * state.get(STEP_SIZE) * lipschitz.orElse(Double.NaN);
    return factor >= 0 ? factor * state.get(GRADIENT) : Double.NaN;
  }

  /** Counts the rows to which Proposition 4 applies as it stands. */
  private void check(FlowView view, double measured, double bound, double time) {
    FlowSettings settings = view.settings();
    boolean applies =
        view.step() == state.get(STEP) + 1
            && !Double.isNaN(bound)
            && settings.scheme() instanceof Scheme.Euler
            && settings.momentum() == 0
            && !settings.redrawTarget();
    if (applies) {
      count(VIOLATED, FIRST_VIOLATION, CHECKED, view, measured < bound - ROUNDING / time);
    }
  }

  /** One more of {@code all}; of {@code bad} too where it is, the first of which is remembered. */
  private void count(int bad, int first, int all, FlowView view, boolean isBad) {
    state.add(all, 1);
    if (isBad) {
      state.add(bad, 1);
      if (Double.isNaN(state.get(first))) {
        state.set(first, (double) view.step());
      }
    }
  }

  @Override
  public Optional<String> verdict() {
    if (state.get(PAIRS) == 0) {
      return Optional.empty();
    }
    String descent = "dissipation: descent held in " + held(PAIRS, RISES, FIRST_RISE, "rows");
    if (state.get(REDRAWN) == 1) {
      return Optional.of(descent + "; the target is redrawn, and F with it");
    }
    return Optional.of(
        state.get(CHECKED) == 0
            ? descent
            : descent
                + "; Proposition 4 in "
                + held(CHECKED, VIOLATED, FIRST_VIOLATION, "steps watched"));
  }

  private String held(int all, int bad, int first, String what) {
    String counts = Sentences.of(state.get(all) - state.get(bad), state.get(all)) + " " + what;
    return state.get(bad) == 0
        ? counts
        : counts + ", first violation at " + Sentences.count(state.get(first));
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
