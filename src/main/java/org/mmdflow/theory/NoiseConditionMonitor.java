package org.mmdflow.theory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.StepArithmetic;
import org.mmdflow.expression.Numbers;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Scheme;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.SquaredNorms;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

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
 *   <li>{@code noise_condition} = 1 where the ratio is at most 1, else 0; undefined with it.
 * </ul>
 *
 * <p>Far from necessary: the noise that works best in practice breaks it by two orders of
 * magnitude.
 */
final class NoiseConditionMonitor implements Monitor {
  private static final int ROWS = 0;
  private static final int HELD = 1;

  private final State state = new State(name(), 0, 0);

  @Override
  public String name() {
    return "noise-condition";
  }

  @Override
  public List<String> columns() {
    return List.of("noise_squared_gradient", "noise_ratio", "noise_condition");
  }

  @Override
  public double[] at(FlowView view) {
    double beta = view.settings().scheme() instanceof Scheme.NoiseInjection ? view.noiseLevel() : 0;
    double noisy = beta == 0 ? view.metrics().meanSquaredGradient() : squaredGradient(view, beta);
    double ratio = ratio(view, beta, noisy);
    if (Double.isNaN(ratio)) {
      return new double[] {noisy, Double.NaN, Double.NaN};
    }
    boolean holds = ratio <= 1;
    state.add(ROWS, 1);
    state.add(HELD, holds ? 1 : 0);
    return new double[] {noisy, ratio, holds ? 1 : 0};
  }

  private static double ratio(FlowView view, double beta, double noisy) {
    int d = view.state().particles().d();
    OptionalDouble constant = view.settings().kernel().assumptionD(d);
    if (constant.isEmpty() || noisy == 0) {
      return Double.NaN;
    }
    double lambda = constant.getAsDouble();
    double ratio = 8 * d * lambda * lambda * beta * beta * view.metrics().halfMmd2V() / noisy;
    return Double.isFinite(ratio) ? ratio : Double.NaN;
  }

  private static double squaredGradient(FlowView view, double beta) {
    Points x = view.particles();
    double[] masses = new double[x.n()];
    view.state().weights().read(masses);
    Points gradient = view.gradientAt(perturbed(view, x, beta));
    return SquaredNorms.weightedSum(gradient.data(), x.d(), masses);
  }

  /** Where the next step evaluates the gradient, to the bit. */
  private static Points perturbed(FlowView view, Points x, double beta) {
    double[] u = new double[x.data().length];
    Noise.of(view.settings().seed())
        .normals(Purpose.EVALUATION_NOISE, view.step(), 0, x.n(), x.d(), u);
    StepArithmetic.perturb(view.settings().precision(), x.data(), beta, u, u);
    return Points.of(x.n(), x.d(), u);
  }

  @Override
  public Optional<String> verdict() {
    return state.get(ROWS) == 0
        ? Optional.empty()
        : Optional.of(
            "noise-condition: the sufficient condition of Proposition 8 held in "
                + Numbers.format(state.get(HELD))
                + " of "
                + Numbers.format(state.get(ROWS))
                + " rows");
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
