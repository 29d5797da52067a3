package org.mmdflow.flow;

import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.kernel.Rescaling;
import org.mmdflow.kernel.Widening;

/** What a step does with the witness: how it uses noise, another kernel, or another metric. */
public sealed interface Scheme {
  /** No noise: forward Euler on the flow (Arbel et al. 2019, equation 8). */
  static Scheme euler() {
    return new Euler();
  }

  /**
   * The gradient is evaluated at x + level u, from clean sources (Arbel et al. 2019, Algorithm 1).
   */
  static Scheme noiseInjection(Schedule level) {
    return new NoiseInjection(level);
  }

  /** x moves by level u besides the gradient; the level is a standard deviation per step. */
  static Scheme diffusion(Schedule level) {
    return new Diffusion(level);
  }

  /** See {@link Sobolev}. */
  static Scheme sobolev(double ridge) {
    return new Sobolev(OptionalDouble.of(ridge));
  }

  /** See {@link Sobolev}; the ridge is {@link KernelSobolev#defaultRidge}. */
  static Scheme sobolev() {
    return new Sobolev(OptionalDouble.empty());
  }

  /** See {@link Continuation}. */
  static Scheme continuation(Schedule level) {
    return new Continuation(level);
  }

  /** See {@link Annealing}. */
  static Scheme annealing(Schedule factor) {
    return new Annealing(factor);
  }

  /** The name in an experiment file. */
  String name();

  /** Noise level by step: 0 for a scheme that has none. */
  Schedule noise();

  /**
   * Why it cannot run with {@code kernel} on n particles in R^d, one clause; empty where it can.
   */
  default Optional<String> unable(Kernel kernel, long n, int d) {
    return Optional.empty();
  }

  /** Whether the scheme has a noise level. */
  default boolean hasNoise() {
    return true;
  }

  /** See {@link Scheme#euler()}. */
  record Euler() implements Scheme {
    @Override
    public String name() {
      return "euler";
    }

    @Override
    public Schedule noise() {
      return Schedule.constant(0);
    }

    @Override
    public boolean hasNoise() {
      return false;
    }
  }

  /** See {@link Scheme#noiseInjection}. */
  record NoiseInjection(Schedule noise) implements Scheme {
    @Override
    public String name() {
      return "noise-injection";
    }
  }

  /** See {@link Scheme#diffusion}. */
  record Diffusion(Schedule noise) implements Scheme {
    @Override
    public String name() {
      return "diffusion";
    }
  }

  /**
   * Kernel Sobolev descent: the velocity -grad g, {@code g = (D + ridge I)^-1 f}, by a dense system
   * of Nd unknowns, {@link KernelSobolev}. Not the Wasserstein gradient of half the squared
   * negative Sobolev distance, which would be grad g - grad |grad g|^2 / 2. Momentum and redrawn
   * targets act on grad g as they do on grad f.
   *
   * @param ridge above 0; empty for the kernel's default
   */
  record Sobolev(OptionalDouble ridge) implements Scheme {
    /** What runs, for the user. */
    public static final String VELOCITY =
        "scheme sobolev: particles follow -grad g, g = (D + ridge I)^-1 f, which is not the"
            + " Wasserstein gradient of half the squared negative Sobolev distance (grad g -"
            + " grad |grad g|^2 / 2)";

    /** Checks the ridge. */
    public Sobolev {
      ridge.ifPresent(KernelSobolev::checkRidge);
    }

    /**
     * The ridge with {@code kernel}.
     *
     * @throws IllegalArgumentException if none is given and the kernel has no default
     */
    public double ridge(Kernel kernel) {
      return ridge.orElseGet(
          () ->
              KernelSobolev.defaultRidge(kernel)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "the kernel "
                                  + kernel
                                  + " has no Lipschitz constant, so there is no default ridge")));
    }

    @Override
    public String name() {
      return "sobolev";
    }

    @Override
    public Optional<String> unable(Kernel kernel, long n, int d) {
      return KernelSobolev.unable(kernel, n, d);
    }

    @Override
    public Schedule noise() {
      return Schedule.constant(0);
    }

    @Override
    public boolean hasNoise() {
      return false;
    }
  }

  /**
   * Noise injection with the mean over the noise in place of a draw: a step follows the gradient of
   * the witness of the widened kernel {@code E_u k(z + level u, y)}, {@link Widening}. Draws no
   * noise; a plain step where the level is 0. Gaussians and sums of them only. Each new level makes
   * a kernel sum: levels that change by stages cost less than levels that change at every step.
   *
   * @param noise the level by step
   */
  record Continuation(Schedule noise) implements Scheme {
    @Override
    public String name() {
      return "continuation";
    }

    @Override
    public Optional<String> unable(Kernel kernel, long n, int d) {
      return Widening.unable(kernel);
    }
  }

  /**
   * Bandwidth annealing: a step uses the kernel with its lengths times a factor, its height kept,
   * {@link Rescaling}; metrics stay at the kernel's own. A plain step where the factor is 1. A
   * factor f on a Gaussian is the widened kernel of level {@code h sqrt(f^2 - 1)} without its
   * height.
   *
   * @param factor by step, above 0 in every step taken
   */
  record Annealing(Schedule factor) implements Scheme {
    @Override
    public String name() {
      return "annealing";
    }

    @Override
    public Optional<String> unable(Kernel kernel, long n, int d) {
      return Rescaling.unable(kernel);
    }

    @Override
    public Schedule noise() {
      return Schedule.constant(0);
    }

    @Override
    public boolean hasNoise() {
      return false;
    }
  }
}
