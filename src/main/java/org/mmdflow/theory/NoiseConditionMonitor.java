package org.mmdflow.theory;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Steps;
import org.mmdflow.flow.FlowSettings;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Scheme;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.SquaredNorms;

/**
 * The sufficient condition for noise injection to descend, 8 d lambda^2 beta^2 F &lt;= D_beta
 * (Arbel et al. 2019, Proposition 8, with the factor d that its proof drops), at the noise level
 * beta of the next step; F is half the squared MMD (V-statistic), lambda the kernel's constant of
 * Assumption D.
 *
 * <ul>
 *   <li>{@code noise_squared_gradient} = D_beta, the mean squared gradient at the points x + beta u
 *       where the next step will evaluate it, with that step's own u: one more pass over the pairs.
 *       One draw of u stands for its mean. Where beta is 0, the clean mean squared gradient;
 *   <li>{@code noise_ratio} = 8 d lambda^2 beta^2 F / D_beta, undefined where lambda is unknown or
 *       D_beta is 0;
 *   <li>{@code noise_condition} = 1 where the ratio is at most 1, else 0; undefined with it;
 *   <li>{@code noise_squares} = the sum of beta^2 over the steps since the first row, each with the
 *       level that it was taken with;
 *   <li>{@code noise_bound} = F_0 exp(-4 d lambda^2 sum of gamma (1 - 3 gamma L) beta^2) over the
 *       same steps, F_0 that of the first row: the proposition's bound on F, promised where the
 *       condition held in each of these steps, with the target kept and u's mean for its draw.
 *       Undefined for other schemes and kernels without L or lambda, with momentum, and once a step
 *       had gamma above 1 / (3 L) (without noise above 2 / (3 L)), where nothing is promised.
 * </ul>
 *
 * <p>Far from necessary: the noise that works best in practice breaks it by two orders of
 * magnitude.
 */
final class NoiseConditionMonitor implements Monitor {
  private static final int ROWS = 0;
  private static final int NOISY = 1;
  private static final int HELD = 2;
  private static final int START = 3;
  private static final int STEPS = 4;
  private static final int SQUARES = 5;
  private static final int EXPONENT = 6;
  private static final int BOUND = 7;
  private static final int REDRAWN = 8;

  private final State state = new State(name(), 0, 0, 0, Double.NaN, 0, 0, 0, Double.NaN, 0);

  @Override
  public String name() {
    return "noise-condition";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "noise_squared_gradient", "noise_ratio", "noise_condition", "noise_squares", "noise_bound");
  }

  @Override
  public double[] at(FlowView view) {
    boolean injecting = view.settings().scheme() instanceof Scheme.NoiseInjection;
    double beta = injecting ? view.noiseLevel() : 0;
    double noisy = beta == 0 ? view.metrics().meanSquaredGradient() : squaredGradient(view);
    double constant = constant(view);
    double quotient = 8 * constant * beta * beta * view.metrics().halfMmd2V() / noisy;
    double ratio = Double.isFinite(quotient) ? quotient : Double.NaN;
    double holds = Double.isNaN(ratio) ? Double.NaN : ratio <= 1 ? 1 : 0;
    state.add(ROWS, 1);
    if (beta != 0 && !Double.isNaN(ratio)) {
      state.add(NOISY, 1);
      state.add(HELD, holds);
    }
    if (Double.isNaN(state.get(START))) {
      state.set(START, view.metrics().halfMmd2V());
    }
    state.set(
        BOUND,
        injecting ? state.get(START) * Math.exp(-4 * constant * state.get(EXPONENT)) : Double.NaN);
    return new double[] {noisy, ratio, holds, state.get(SQUARES), state.get(BOUND)};
  }

  /** d lambda^2. */
  private static double constant(FlowView view) {
    int d = view.state().particles().d();
    double lambda = view.settings().kernel().assumptionD(d).orElse(Double.NaN);
    return d * lambda * lambda;
  }

  private static double squaredGradient(FlowView view) {
    double[] masses = new double[Math.toIntExact(view.state().weights().n())];
    view.state().weights().read(masses);
    Points gradient = view.noisyGradient();
    return SquaredNorms.weightedSum(gradient.data(), gradient.d(), masses);
  }

  @Override
  public void taken(FlowSettings settings, Steps steps, int completed) {
    if (state.get(ROWS) == 0) {
      return;
    }
    double lipschitz = settings.kernel().lipschitz().orElse(Double.NaN);
    state.add(STEPS, completed);
    state.set(REDRAWN, settings.redrawTarget() ? 1 : 0);
    for (int k = 0; k < completed; k++) {
      double square = steps.evaluationNoise()[k] * steps.evaluationNoise()[k];
      double gamma = steps.stepSize()[k];
      double slack = 1 - 3 * gamma * lipschitz;
      boolean descends = slack >= (square > 0 ? 0 : -1) && steps.momentum()[k] == 0;
      state.add(SQUARES, square);
      state.add(EXPONENT, descends ? gamma * slack * square : Double.NaN);
    }
  }

  @Override
  public Optional<String> verdict() {
    double noisy = state.get(NOISY);
    double held = state.get(HELD);
    if (noisy == 0) {
      return state.get(ROWS) == 0
          ? Optional.empty()
          : Optional.of("noise-condition: no row had injected noise to judge");
    }
    String condition = "noise-condition: the sufficient condition of Proposition 8 ";
    if (held == 0) {
      return Optional.of(
          condition
              + "never held in "
              + Sentences.count(noisy)
              + " rows with noise, so its bound is not promised");
    }
    return Optional.of(
        condition + "held in " + Sentences.of(held, noisy) + " rows with noise; " + promise());
  }

  private String promise() {
    if (Double.isNaN(state.get(BOUND))) {
      return "with these step sizes its bound says nothing";
    }
    if (state.get(REDRAWN) != 0) {
      return "the target was drawn anew, so its bound is not promised";
    }
    String bound = "its bound, " + Sentences.figure(state.get(BOUND)) + " at the end, is promised";
    if (state.get(HELD) < state.get(NOISY)) {
      return bound + " only where it held in every step, which it did not";
    }
    return state.get(ROWS) > state.get(STEPS)
        ? bound + ": it held in every step, with one draw of the noise for its mean"
        : bound + " only where it held in every step, and the steps between rows were not watched";
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
