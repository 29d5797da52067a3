package org.mmdflow.flow;

import java.util.Optional;
import org.mmdflow.engine.StepArithmetic;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** The gradients of one state, each computed when first asked for, then kept. One thread. */
final class Gradients {
  private Optional<Points> clean = Optional.empty();
  private Optional<Points> noisy = Optional.empty();

  /** Another state, or another noise level: nothing is known. */
  void clear() {
    clean = Optional.empty();
    noisy = Optional.empty();
  }

  Points clean(FlowView view) {
    if (clean.isEmpty()) {
      clean = Optional.of(view.gradientAt(view.particles()));
    }
    return clean.get();
  }

  Points noisy(FlowView view) {
    boolean noise = view.settings().scheme() instanceof Scheme.NoiseInjection;
    if (!noise || view.noiseLevel() == 0) {
      return clean(view);
    }
    if (noisy.isEmpty()) {
      noisy = Optional.of(view.gradientAt(perturbed(view, view.noiseLevel())));
    }
    return noisy.get();
  }

  /** Where the next step evaluates the gradient, to the bit. */
  private static Points perturbed(FlowView view, double level) {
    Points x = view.particles();
    double[] u = new double[x.data().length];
    Noise.of(view.settings().seed())
        .normals(Purpose.EVALUATION_NOISE, view.step(), 0, x.n(), x.d(), u);
    StepArithmetic.perturb(view.settings().precision(), x.data(), level, u, u);
    return Points.of(x.n(), x.d(), u);
  }
}
