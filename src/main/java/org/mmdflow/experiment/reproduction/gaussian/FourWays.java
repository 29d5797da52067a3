package org.mmdflow.experiment.reproduction.gaussian;

import java.util.List;
import java.util.function.Supplier;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;

/**
 * The toy with few particles by the paper's four ways, among them kernel Sobolev descent, whose
 * dense system a thousand particles would make slow. Not a figure of the paper: a film.
 */
final class FourWays {
  /** Steps of a run, unless fewer are asked for. */
  static final long STEPS = 2000;

  private static final int N = 200;

  /** Small enough to watch: with 0.3 most of the way is done in ten steps. */
  private static final double SOBOLEV_STEP_SIZE = 0.05;

  private static final double RIDGE = 1e-3;
  private static final double DIFFUSION = 0.05;

  private static final List<Method> ALL =
      List.of(
          new Method("plain (200)", GaussianToy.STEP_SIZE, Scheme::euler),
          new Method(
              "noise (200)",
              GaussianToy.STEP_SIZE,
              () -> Scheme.noiseInjection(Schedule.halving(GaussianToy.NOISE, 400))),
          new Method(
              "diffusion (200)",
              GaussianToy.STEP_SIZE,
              () -> Scheme.diffusion(Schedule.constant(DIFFUSION))),
          new Method("KSD (200)", SOBOLEV_STEP_SIZE, () -> Scheme.sobolev(RIDGE)));

  static final List<String> METHODS = ALL.stream().map(Method::words).toList();

  static final String NOTE =
      "Four ways: 200 particles, as the kernel Sobolev step (KSD) solves a dense system; its step"
          + " size is 0.05 and its ridge 0.001, and -grad g is the velocity that runs, g the regularised"
          + " witness. The noise level is 10, halved every 400 steps; diffusion adds 0.05 u to the particles at each step and does not tend to the"
          + " target itself.";

  private FourWays() {}

  private record Method(String words, double stepSize, Supplier<Scheme> scheme) {}

  /** One run of each. */
  static Plan plan(long steps, long seed, Precision precision) {
    List<Plan.Method> methods =
        ALL.stream()
            .map(
                way ->
                    new Plan.Method(
                        way.words(),
                        s ->
                            GaussianToy.flow(way.scheme().get(), s, N)
                                .stepSize(way.stepSize())
                                .precision(precision)))
            .toList();
    return new Plan(methods, Math.min(steps, STEPS), 1, seed, List.of());
  }
}
