package org.mmdflow.experiment;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.KernelSobolev;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.Rescaling;
import org.mmdflow.kernel.Widening;

/**
 * Whether a scheme can run with a kernel on so many particles, and what it makes of a step size.
 */
final class SchemeChecks {
  private static final double NEWTON_SHARE = 0.3;

  private final Experiment experiment;
  private final Kernel kernel;
  private final int n;
  private final int d;

  SchemeChecks(Experiment experiment, Kernel kernel, int n, int d) {
    this.experiment = experiment;
    this.kernel = kernel;
    this.n = n;
    this.d = d;
  }

  /**
   * The scheme with nothing left open.
   *
   * @throws UserError for a kernel, a size or a schedule with which it cannot run
   */
  Scheme checked() {
    Scheme scheme = experiment.scheme;
    if (scheme instanceof Scheme.Sobolev sobolev) {
      return sobolev(sobolev);
    }
    scheme
        .unable(kernel, n, d)
        .ifPresent(
            why -> {
              throw kernelSetting()
                  .error(
                      why,
                      scheme instanceof Scheme.Annealing
                          ? "use a kernel with a length, such as gaussian"
                          : "use gaussian or a sum of gaussians");
            });
    ends().forEach(this::checkStep);
    return scheme;
  }

  private Scheme sobolev(Scheme.Sobolev scheme) {
    int most = KernelSobolev.MOST_COORDINATES / d;
    Optional<String> unable = KernelSobolev.unable(kernel, n, d);
    if (unable.isPresent() && n > most) {
      throw experiment
          .settings
          .required(ExperimentKeys.START)
          .error(
              unable.get(),
              most < 1 ? "use another scheme" : "take at most " + most + " particles");
    }
    unable.ifPresent(
        why -> {
          throw kernelSetting()
              .error(
                  why,
                  "use gaussian, matern32, matern52, imq, rational-quadratic, polynomial or sums of"
                      + " them");
        });
    long bytes = KernelSobolev.bytes(n, d);
    if (bytes > Runtime.getRuntime().maxMemory() / 2) {
      throw experiment
          .settings
          .get(ExperimentKeys.SCHEME)
          .error(
              String.format(
                  Locale.ROOT, "the Sobolev system takes %.3g GB of Java heap", bytes * 1e-9),
              "allow more with MMDFLOW_JAVA_OPTS=-Xmx" + (3 * bytes / (1L << 30) + 1) + "g");
    }
    if (scheme.ridge().isEmpty() && KernelSobolev.defaultRidge(kernel).isEmpty()) {
      throw kernelSetting()
          .error(
              "the kernel " + kernel + " has no Lipschitz constant, so there is no automatic ridge",
              "add for example --ridge 0.1");
    }
    return Scheme.sobolev(scheme.ridge(kernel));
  }

  /** Every schedule is monotone: what holds at both ends holds between them. */
  private LongStream ends() {
    return LongStream.of(0, Math.max(0, experiment.steps - 1));
  }

  private void checkStep(long step) {
    if (experiment.scheme instanceof Scheme.Annealing annealing) {
      double factor = annealing.factor().at(step);
      usable(
          ExperimentKeys.BANDWIDTH_FACTOR,
          "the bandwidth-factor is " + Numbers.format(factor) + " at step " + step,
          "keep it above 0, such as linear(5, 1, over=1000)",
          () -> Rescaling.of(kernel, factor));
    } else if (experiment.scheme instanceof Scheme.Continuation continuation) {
      double level = continuation.noise().at(step);
      usable(
          ExperimentKeys.NOISE,
          "the noise is " + Numbers.format(level) + " at step " + step,
          "use less noise",
          () -> Widening.of(kernel, level, d));
    }
  }

  private void usable(String key, String what, String mend, Runnable made) {
    try {
      made.run();
    } catch (IllegalArgumentException e) {
      throw experiment
          .settings
          .get(key)
          .error(what + ", which gives no kernel (" + e.getMessage() + ")", mend);
    }
  }

  /**
   * The step size where none is given: the plain flow's largest with guaranteed descent, 2/(3L).
   * Annealing by a factor f has L / f^2 in its stead. Along -grad g the guarantee reaches to 2
   * ridge / (3L), since |grad g| is at most |grad f| / ridge in every direction; but no such step
   * goes further than the plain flow's. Newton's reasoning allows up to 1 (where D is far above the
   * ridge a step takes its own share off f), so that {@value #NEWTON_SHARE} stands where that is
   * larger: no theorem guarantees it. Empty where there is none.
   */
  OptionalDouble automaticStepSize(Scheme checked) {
    OptionalDouble plain = ResolvedExperiment.guaranteedStepSize(kernel);
    if (checked instanceof Scheme.Sobolev sobolev) {
      return OptionalDouble.of(Math.max(NEWTON_SHARE, sobolev.ridge(kernel) * plain.orElse(0)));
    }
    if (plain.isPresent() && checked instanceof Scheme.Annealing annealing) {
      double least = ends().mapToDouble(step -> annealing.factor().at(step)).min().orElse(1);
      return OptionalDouble.of(Math.min(1, least * least) * plain.getAsDouble());
    }
    return plain;
  }

  private Setting kernelSetting() {
    return experiment.settings.get(ExperimentKeys.KERNEL);
  }
}
