package org.mmdflow.theory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.flow.FlowView;

/**
 * The Lojasiewicz inequality 4 F^2 &lt;= S^2 G, F half the squared MMD (V-statistic), G the mean
 * squared gradient of the witness, S the weighted negative Sobolev distance to the target: the
 * ratio 4 F^2 / G is what S^2 must be at least. Where it stays below C along the flow, F is at most
 * 1 / (1 / F(0) + 4 t / C) at flow time t (Arbel et al. 2019, Proposition 7): a ratio that grows is
 * a flow that gets stuck.
 *
 * <ul>
 *   <li>{@code lojasiewicz_ratio} = 4 F^2 / G, undefined where G = 0;
 *   <li>{@code lojasiewicz_supremum}, the largest ratio of this and all earlier rows.
 * </ul>
 */
final class LojasiewiczMonitor implements Monitor {
  private static final int SUPREMUM = 0;
  private static final int RATIO = 1;

  private final State state = new State(name(), Double.NaN, Double.NaN);

  @Override
  public String name() {
    return "lojasiewicz";
  }

  @Override
  public List<String> columns() {
    return List.of("lojasiewicz_ratio", "lojasiewicz_supremum");
  }

  @Override
  public double[] at(FlowView view) {
    double half = view.metrics().halfMmd2V();
    double quotient = 4 * half * half / view.metrics().meanSquaredGradient();
    double ratio = Double.isFinite(quotient) ? quotient : Double.NaN;
    // Comparisons with NaN are false: neither an undefined ratio nor an empty supremum counts.
    if (ratio > state.get(SUPREMUM) || Double.isNaN(state.get(SUPREMUM))) {
      state.set(SUPREMUM, ratio);
    }
    state.set(RATIO, ratio);
    return new double[] {ratio, state.get(SUPREMUM)};
  }

  @Override
  public Optional<String> verdict() {
    return Double.isNaN(state.get(SUPREMUM))
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "lojasiewicz: 4 F^2 / mean squared gradient is %.4g at the end, %.4g at most",
                state.get(RATIO),
                state.get(SUPREMUM)));
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
