package org.mmdflow.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.StepArithmetic;
import org.mmdflow.engine.Summation;
import org.mmdflow.flow.FlowView;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * The trade-off of the noise level at one state of a flow (Arbel et al. 2019, section 4, and the
 * slides' appendix), whatever the flow's own scheme. A step x - gamma grad f(x + beta u) descends
 * to first order where P(beta) = E grad f(x) . grad f(x + beta u) is above 0, and strongly where
 * D(beta) = E |grad f(x + beta u)|^2 is large; Proposition 8 promises descent where 8 d lambda^2
 * beta^2 F is at most D(beta). Expectations over particles and noise.
 *
 * <p>Belongs to the flow's thread, during the view's call.
 */
public final class NoiseTradeOff {
  /** How far from the largest level the one found may be. */
  private static final double RESOLUTION = 1e-3;

  private final FlowView view;
  private final double[] masses;

  /** The trade-off at the state that {@code view} shows. */
  public NoiseTradeOff(FlowView view) {
    this.view = view;
    masses = new double[Math.toIntExact(view.state().weights().n())];
    view.state().weights().read(masses);
  }

  /**
   * A mean over draws of the noise.
   *
   * @param mean over the draws
   * @param standardError of the mean; NaN for a single draw
   * @param lowest of the draws
   * @param highest of the draws
   */
  public record Estimate(double mean, double standardError, double lowest, double highest) {
    static Estimate of(double[] draws) {
      double mean = Arrays.stream(draws).average().orElse(Double.NaN);
      double squares = Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).sum();
      return new Estimate(
          mean,
          Math.sqrt(squares / (draws.length - 1.0) / draws.length),
          Arrays.stream(draws).min().orElse(Double.NaN),
          Arrays.stream(draws).max().orElse(Double.NaN));
    }
  }

  /**
   * One noise level.
   *
   * @param beta the level
   * @param descent P
   * @param squaredGradient D
   * @param required 8 d lambda^2 beta^2 F, which D must reach for the condition of Proposition 8;
   *     NaN where lambda is unknown
   */
  public record Level(double beta, Estimate descent, Estimate squaredGradient, double required) {
    /** Whether the condition of Proposition 8 holds; false where lambda is unknown. */
    public boolean holds() {
      return required <= squaredGradient.mean();
    }
  }

  /**
   * The curves by Monte Carlo: a pass over the pairs for each level and draw. Draw k has the noise
   * of the flow's step {@code view.step() + k}, the same for all levels: draw 0 is what the next
   * step would use, and none has touched this state.
   *
   * @param levels finite, at least 0
   * @param draws at least 1
   * @return one for each level
   */
  public List<Level> curves(double[] levels, int draws) {
    if (draws < 1) {
      throw new IllegalArgumentException("needs at least 1 draw of the noise but has " + draws);
    }
    List<Level> curves = new ArrayList<>();
    for (double beta : levels) {
      double[] descents = new double[draws];
      double[] squares = new double[draws];
      for (int k = 0; k < draws; k++) {
        NoiseMoments moments = moments(beta, k);
        descents[k] = moments.descent();
        squares[k] = moments.squaredGradient();
      }
      curves.add(
          new Level(beta, Estimate.of(descents), Estimate.of(squares), condition() * beta * beta));
    }
    return curves;
  }

  private NoiseMoments moments(double beta, int draw) {
    Points clean = view.gradient();
    return NoiseMoments.of(
        clean, beta == 0 ? clean : view.gradientAt(perturbed(beta, draw)), masses);
  }

  private Points perturbed(double beta, int draw) {
    Points x = view.particles();
    double[] u = new double[x.data().length];
    Noise.of(view.settings().seed())
        .normals(Purpose.EVALUATION_NOISE, view.step() + draw, 0, x.n(), x.d(), u);
    StepArithmetic.perturb(view.settings().precision(), x.data(), beta, u, u);
    return Points.of(x.n(), x.d(), u);
  }

  /** 8 d lambda^2 F; NaN where lambda is unknown. */
  private double condition() {
    int d = view.state().particles().d();
    double lambda = view.settings().kernel().assumptionD(d).orElse(Double.NaN);
    return 8 * d * lambda * lambda * view.metrics().halfMmd2V();
  }

  /**
   * A noise level at which the condition of Proposition 8 just holds, with the next step's draw: it
   * does not at a level a thousandth above. Sought from sqrt(D(0) / (8 d lambda^2 F)) on, where it
   * lies if D is about D(0) that far. A few passes over the pairs; 0 where lambda is unknown, at
   * the target and at an equilibrium.
   */
  public double largestCompliantLevel() {
    return largestLevel(condition());
  }

  /**
   * Likewise of the condition as the proposition prints it, 8 lambda^2 beta^2 F &lt;= D, without
   * the factor d that its proof drops.
   */
  public double largestLevelAsPrinted() {
    return largestLevel(condition() / view.state().particles().d());
  }

  private double largestLevel(double condition) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double beta = Math.sqrt(view.metrics().meanSquaredGradient() / condition);
    if (!(beta > 0 && beta < high)) {
      return 0;
    }
    while (high > (1 + RESOLUTION) * low) {
      double reached = Math.sqrt(moments(beta, 0).squaredGradient() / condition);
      if (reached >= beta) {
        low = beta;
        // The fixed point where D rises with beta: approached from below, so always held.
        beta = Math.max(reached, (1 + RESOLUTION) * low);
      } else {
        high = beta;
      }
      if (!(beta > low && beta < high)) {
        beta = 0.5 * (low + high);
      }
    }
    return low;
  }

  /**
   * P in closed form, for Gaussian kernels and their sums: the mean of grad f(x) . grad g(x), g the
   * witness of the {@link WidenedKernel}. A pass over the pairs for each level, in the flow's
   * precision.
   *
   * @param engine the flow's own
   * @param levels finite, at least 0
   * @return one for each level; empty for other kernels
   */
  public Optional<double[]> descentInClosedForm(Engine engine, double[] levels) {
    double[] descents = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      Optional<Kernel> widened =
          WidenedKernel.of(view.settings().kernel(), view.state().particles().d(), levels[i]);
      if (widened.isEmpty()) {
        return Optional.empty();
      }
      descents[i] = NoiseMoments.of(view.gradient(), mean(engine, widened.get()), masses).descent();
    }
    return Optional.of(descents);
  }

  /** The gradient of the witness of another kernel at the particles. */
  private Points mean(Engine engine, Kernel kernel) {
    FlowState state = view.state();
    Cloud x = state.particles();
    try (KernelSum sum = engine.kernelSum(kernel, x.d(), x.precision(), Summation.exact());
        Cloud gradient = engine.cloud(x.n(), x.d(), x.precision())) {
      sum.gradient(x, state.sources(), gradient, List.of());
      Points points = Points.zeros(Math.toIntExact(x.n()), x.d());
      gradient.read(points.data());
      return points;
    }
  }
}
