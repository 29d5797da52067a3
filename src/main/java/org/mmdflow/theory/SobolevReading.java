package org.mmdflow.theory;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.KernelSobolev;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;

/**
 * The regularised negative Sobolev distance S_lambda^2 of a flow's state, {@link
 * KernelSobolev#squaredDistance}, by the scheme's ridge, or a thousandth of the kernel's Lipschitz
 * constant. Takes one more pass over the pairs and a dense system: read only up to {@value #MOST}
 * unknowns, or where the scheme solves such systems at every step anyway. Keeps the system's memory
 * between readings, and nothing that decides a result.
 */
final class SobolevReading {
  /** Most unknowns, N d: some 0.1 s a reading. */
  static final int MOST = 1000;

  private static final double SHARE = 1e-3;

  /** Rounding of MMD^2 relative to the kernel's values. */
  private static final double FLOAT_ROUNDING = 1e-6;

  private static final double DOUBLE_ROUNDING = 1e-12;

  private Optional<KernelSobolev> system = Optional.empty();

  /** The ridge of {@code view}'s flow; empty where there is no reading. */
  static OptionalDouble ridge(FlowView view) {
    Kernel kernel = view.settings().kernel();
    int d = view.state().particles().d();
    long n = view.state().particles().n();
    if (view.settings().scheme() instanceof Scheme.Sobolev sobolev) {
      return OptionalDouble.of(sobolev.ridge(kernel));
    }
    boolean possible = n <= MOST / d && KernelSobolev.unable(kernel, n, d).isEmpty();
    OptionalDouble lipschitz = kernel.lipschitz();
    return possible && lipschitz.isPresent()
        ? OptionalDouble.of(SHARE * lipschitz.getAsDouble())
        : OptionalDouble.empty();
  }

  /** S_lambda^2; NaN where there is none, or rounding may be a tenth of it. */
  double squared(FlowView view) {
    OptionalDouble ridge = ridge(view);
    if (ridge.isEmpty()) {
      return Double.NaN;
    }
    Points x = view.particles();
    double[] masses = new double[x.n()];
    view.state().weights().read(masses);
    if (system.isEmpty()) {
      system =
          Optional.of(
              new KernelSobolev(view.settings().kernel(), x.n(), x.d(), ridge.getAsDouble()));
    }
    double mmd2 = 2 * view.metrics().halfMmd2V();
    try {
      double square =
          system.get().squaredDistance(x.data(), masses, view.gradientAt(x).data(), mmd2);
      return square * ridge.getAsDouble() > 10 * rounding(view, x) ? square : Double.NaN;
    } catch (UserError e) {
      // A ridge too small for these particles in double precision: a monitor never stops a flow.
      return Double.NaN;
    }
  }

  private static double rounding(FlowView view, Points x) {
    Kernel kernel = view.settings().kernel();
    double largest = 0;
    for (int i = 0; i < x.n(); i++) {
      largest = Math.max(largest, Math.abs(kernel.diagonal(x.data(), i * x.d(), x.d())));
    }
    return largest
        * (view.settings().precision() == Precision.FLOAT ? FLOAT_ROUNDING : DOUBLE_ROUNDING);
  }
}
