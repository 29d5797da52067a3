package org.mmdflow.flow;

/** How a step uses noise. */
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

  /** The name in an experiment file. */
  String name();

  /** Noise level by step: 0 for {@link Euler}. */
  Schedule noise();

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
}
