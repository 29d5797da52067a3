package org.mmdflow.theory;

import java.util.List;
import java.util.Optional;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Scheme;

/**
 * What the noise of the next step costs and brings, measured where Proposition 8 of Arbel et al.
 * 2019 bounds it: with that step's own u and level beta, P = mean of grad f(x) . grad f(x + beta u)
 * and D = mean of |grad f(x + beta u)|^2.
 *
 * <ul>
 *   <li>{@code noise_descent} = P: the next step of size gamma lowers F by gamma P to first order,
 *       and by gamma P - 3/2 gamma^2 L D at least, where the kernel's gradient is L-Lipschitz,
 *       there is no momentum and the target is kept (the proof of Proposition 4 with the noisy
 *       gradient for the clean one);
 *   <li>{@code noise_descent_ratio} = P / D: 1 without noise, not above 0 where the step climbs to
 *       first order; undefined where D is 0.
 * </ul>
 *
 * <p>Two passes over the pairs a row, of which the noisy one is shared with {@code
 * noise-condition}; none at rows without noise, where P = D is the mean squared gradient.
 */
final class NoiseTradeOffMonitor implements Monitor {
  private static final int ROWS = 0;
  private static final int DESCENDING = 1;
  private static final int SURE = 2;
  private static final int LOWEST = 3;
  private static final int LOWEST_STEP = 4;
  private static final int LAST = 5;

  private final State state = new State(name(), 0, 0, 0, Double.NaN, Double.NaN, Double.NaN);

  @Override
  public String name() {
    return "noise-trade-off";
  }

  @Override
  public List<String> columns() {
    return List.of("noise_descent", "noise_descent_ratio");
  }

  @Override
  public double[] at(FlowView view) {
    boolean noise =
        view.settings().scheme() instanceof Scheme.NoiseInjection && view.noiseLevel() != 0;
    NoiseMoments moments = noise ? measured(view) : quiet(view);
    double quotient = moments.descent() / moments.squaredGradient();
    double ratio = Double.isFinite(quotient) ? quotient : Double.NaN;
    if (noise && !Double.isNaN(ratio)) {
      count(view, ratio);
    }
    return new double[] {moments.descent(), ratio};
  }

  private static NoiseMoments measured(FlowView view) {
    double[] masses = new double[Math.toIntExact(view.state().weights().n())];
    view.state().weights().read(masses);
    return NoiseMoments.of(view.gradient(), view.noisyGradient(), masses);
  }

  private static NoiseMoments quiet(FlowView view) {
    double clean = view.metrics().meanSquaredGradient();
    return new NoiseMoments(clean, clean);
  }

  private void count(FlowView view, double ratio) {
    double lipschitz = view.settings().kernel().lipschitz().orElse(Double.NaN);
    state.add(ROWS, 1);
    state.add(DESCENDING, ratio > 0 ? 1 : 0);
    state.add(SURE, ratio >= 1.5 * view.stepSize() * lipschitz ? 1 : 0);
    if (!(ratio >= state.get(LOWEST))) {
      state.set(LOWEST, ratio);
      state.set(LOWEST_STEP, (double) view.step());
    }
    state.set(LAST, ratio);
  }

  @Override
  public Optional<String> verdict() {
    double rows = state.get(ROWS);
    return rows == 0
        ? Optional.of("noise-trade-off: no row had injected noise to judge")
        : Optional.of(
            "noise-trade-off: the noisy step descends to first order (P > 0) in "
                + Sentences.of(state.get(DESCENDING), rows)
                + " rows with noise, surely (P >= 3/2 gamma L D) in "
                + Sentences.count(state.get(SURE))
                + "; P / D is "
                + Sentences.figure(state.get(LAST))
                + " in the last, "
                + Sentences.figure(state.get(LOWEST))
                + " at least, at step "
                + Sentences.count(state.get(LOWEST_STEP)));
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
