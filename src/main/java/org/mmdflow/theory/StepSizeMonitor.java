package org.mmdflow.theory;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Steps;
import org.mmdflow.flow.FlowSettings;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Scheme;

/**
 * The step size gamma against the largest that is sure to descend, 2 / (3 L), where the kernel's
 * gradient is L-Lipschitz (Arbel et al. 2019, Proposition 4: plain Euler steps, the target kept).
 * Kernel Sobolev steps go at most 1 / ridge as far as plain ones, so that their bound is 2 ridge /
 * (3 L).
 *
 * <p>{@code step_size_ratio} = 3/2 gamma L of the next step, over the ridge for kernel Sobolev
 * steps: 1 at the bound; undefined for kernels without L. The verdict speaks of all steps taken,
 * rows or not, and says where the proposition does not cover them.
 */
final class StepSizeMonitor implements Monitor {
  private static final int LIPSCHITZ = 0;
  private static final int STEPS = 1;
  private static final int LARGEST = 2;
  private static final int BEYOND = 3;
  private static final int FIRST_BEYOND = 4;
  private static final int SOBOLEV = 5;
  private static final int UNCOVERED = 6;

  /** Rounding of 2 / (3 L), so that a step size set to the bound is not beyond it. */
  private static final double ROUNDING = 1e-12;

  private final State state = new State(name(), Double.NaN, 0, 0, 0, Double.NaN, 0, 0);

  @Override
  public String name() {
    return "step-size";
  }

  @Override
  public List<String> columns() {
    return List.of("step_size_ratio");
  }

  @Override
  public double[] at(FlowView view) {
    return new double[] {1.5 * view.stepSize() * lipschitz(view.settings())};
  }

  /** The constant of the velocity that runs. */
  private static double lipschitz(FlowSettings settings) {
    double plain = settings.kernel().lipschitz().orElse(Double.NaN);
    return settings.scheme() instanceof Scheme.Sobolev sobolev
        ? plain / sobolev.ridge(settings.kernel())
        : plain;
  }

  @Override
  public void taken(FlowSettings settings, Steps steps, int completed) {
    double lipschitz = lipschitz(settings);
    state.set(LIPSCHITZ, lipschitz);
    state.set(SOBOLEV, settings.scheme() instanceof Scheme.Sobolev ? 1 : 0);
    boolean covered = settings.momentum() == 0 && !(settings.scheme() instanceof Scheme.Annealing);
    state.set(UNCOVERED, covered ? 0 : 1);
    state.add(STEPS, completed);
    for (int k = 0; k < completed; k++) {
      double gamma = steps.stepSize()[k];
      state.set(LARGEST, Math.max(state.get(LARGEST), gamma));
      if (1.5 * gamma * lipschitz > 1 + ROUNDING) {
        state.add(BEYOND, 1);
        if (Double.isNaN(state.get(FIRST_BEYOND))) {
          state.set(FIRST_BEYOND, (double) (steps.first() + k));
        }
      }
    }
  }

  @Override
  public Optional<String> verdict() {
    if (state.get(STEPS) == 0) {
      return Optional.empty();
    }
    double lipschitz = state.get(LIPSCHITZ);
    if (Double.isNaN(lipschitz)) {
      return Optional.of(
          "step-size: the kernel's gradient has no Lipschitz constant L, so no step size is sure to"
              + " descend");
    }
    String most =
        "step-size: at most "
            + Sentences.figure(1.5 * state.get(LARGEST) * lipschitz)
            + (state.get(SOBOLEV) == 0
                ? " of the bound 2/(3L) = "
                : " of the bound 2 ridge/(3L) = ")
            + Sentences.figure(2 / (3 * lipschitz))
            + " of Proposition 4"
            + (state.get(UNCOVERED) == 0 ? "" : ", which does not cover momentum or annealing");
    return Optional.of(
        state.get(BEYOND) == 0
            ? most
            : most
                + ", beyond it in "
                + Sentences.of(state.get(BEYOND), state.get(STEPS))
                + " steps, first in step "
                + Sentences.count(state.get(FIRST_BEYOND)));
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
