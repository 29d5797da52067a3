package org.mmdflow.theory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.flow.FlowView;

/**
 * The Lojasiewicz inequality 4 F^2 &lt;= S^2 G, F half the squared MMD (V-statistic), G the mean
 * squared gradient of the witness, S the weighted negative Sobolev distance to the target: the
 * ratio 4 F^2 / G is what S^2 must be at least. Where S^2 stays below C along the flow, F is at
 * most 1 / (1 / F(0) + 4 t / C) at flow time t (Arbel et al. 2019, Proposition 7): a ratio that
 * grows is a flow that gets stuck.
 *
 * <p>It can refute, and never certify: a ratio above C refutes that S^2 stays below C, whereas S^2
 * may be larger than any ratio seen, and is infinite for finitely many particles and another
 * target.
 *
 * <ul>
 *   <li>{@code lojasiewicz_ratio} = 4 F^2 / G, undefined where G = 0;
 *   <li>{@code lojasiewicz_supremum}, the largest ratio of this and all earlier rows;
 *   <li>{@code lojasiewicz_bound} = 1 / (1 / F(0) + 4 t / C) with that supremum as C, the smallest
 *       C that the rows allow, F(0) of the first row, and t the sum of gamma (1 - 3/2 gamma L) over
 *       the steps since, where the kernel's gradient is L-Lipschitz, of gamma where L is unknown.
 *       Defined for Euler steps up to 2 / (3 L) without momentum and with the target kept; steps of
 *       just 2 / (3 L), the largest, leave t = 0 and the bound at F(0). An F above it says that
 *       between rows the ratio was larger;
 *   <li>{@code sobolev_squared} = S_lambda^2 = &lt;f, (D + lambda)^-1 f&gt;, the distance with
 *       critics in the kernel's space and a ridge, never above S^2 and growing to it as lambda
 *       falls ({@link SobolevReading}); for 4 F^2 &lt;= S_lambda^2 (G + 2 lambda F) it is at least
 *       4 F^2 / (G + 2 lambda F). Undefined for many particles, kernels without mixed second
 *       derivatives, and where rounding may be a tenth of it.
 * </ul>
 */
final class LojasiewiczMonitor implements Monitor {
  private static final int SUPREMUM = 0;
  private static final int RATIO = 1;
  private static final int SOBOLEV = 2;
  private static final int RIDGE = 3;
  private static final int START = 4;
  private static final int EFFECTIVE = 5;
  private static final int STEP = 6;
  private static final int TIME = 7;

  private final SobolevReading sobolev = new SobolevReading();
  private final State state =
      new State(
          name(), Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN, 0);

  @Override
  public String name() {
    return "lojasiewicz";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "lojasiewicz_ratio", "lojasiewicz_supremum", "lojasiewicz_bound", "sobolev_squared");
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
    state.set(SOBOLEV, sobolev.squared(view));
    state.set(RIDGE, SobolevReading.ridge(view).orElse(Double.NaN));
    passTime(view, half);
    return new double[] {ratio, state.get(SUPREMUM), bound(), state.get(SOBOLEV)};
  }

  private void passTime(FlowView view, double half) {
    if (!EffectiveTime.applies(view.settings())) {
      return;
    }
    if (Double.isNaN(state.get(STEP))) {
      state.set(START, half);
    } else {
      double elapsed = view.flowTime() - state.get(TIME);
      long since = (long) state.get(STEP);
      state.add(EFFECTIVE, EffectiveTime.between(view.settings(), since, view.step(), elapsed));
    }
    state.set(STEP, (double) view.step());
    state.set(TIME, view.flowTime());
  }

  private double bound() {
    double bound = 1 / (1 / state.get(START) + 4 * state.get(EFFECTIVE) / state.get(SUPREMUM));
    return bound >= 0 ? bound : Double.NaN;
  }

  @Override
  public Optional<String> verdict() {
    if (Double.isNaN(state.get(SUPREMUM))) {
      return Optional.empty();
    }
    String ratio =
        String.format(
            Locale.ROOT,
            "lojasiewicz: 4 F^2 / mean squared gradient is %.4g at the end, %.4g at most: S^2 was"
                + " that large somewhere, which refutes smaller bounds and certifies none",
            state.get(RATIO),
            state.get(SUPREMUM));
    return Optional.of(
        Double.isNaN(state.get(SOBOLEV))
            ? ratio
            : ratio
                + String.format(
                    Locale.ROOT,
                    "; S_lambda^2 is %.4g at the end, lambda %.4g",
                    state.get(SOBOLEV),
                    state.get(RIDGE)));
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
