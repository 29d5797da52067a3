package org.mmdflow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

/**
 * The experiment with Gaussians of Arbel et al. 2019, appendix G.2, with the settings that its
 * published curves were made with: h^2 = 40, step size 1, the target redrawn at each step.
 */
@Tag("slow")
class GaussianToyTest {
  private static final int SEEDS = 5;

  private static FlowBuilder toy(int n, Scheme scheme, long seed) {
    Points start =
        Distributions.gaussian(new double[] {10, 10}, 0.5).of(n).sample(seed, Purpose.START);
    return Flow.from(start)
        .to(Distributions.gaussian(new double[] {0, 0}, 1).of(n))
        .redrawTarget()
        .kernel(Kernel.gaussian(Math.sqrt(40)))
        .stepSize(1)
        .scheme(scheme)
        .seed(seed);
  }

  /** Mean of half the squared MMD (U-statistic) by step. */
  private static Map<Long, Double> curve(Scheme scheme) {
    Map<Long, Double> mean = new TreeMap<>();
    Cadence published =
        step -> {
          for (long at : new long[] {5, 50, 100, 200, 500, 1000}) {
            if (step <= at) {
              return at;
            }
          }
          return Long.MAX_VALUE;
        };
    for (long seed = 1; seed <= SEEDS; seed++) {
      try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT);
          Flow flow =
              toy(1000, scheme, seed)
                  .listen(
                      published,
                      view ->
                          mean.merge(view.step(), view.metrics().halfMmd2U() / SEEDS, Double::sum))
                  .on(engine)) {
        flow.run(1000);
      }
    }
    return mean;
  }

  private static void assertNear(Map<Long, Double> curve, long step, double low, double high) {
    assertThat(curve.get(step)).as("step %d", step).isBetween(0.9 * low, 1.1 * high);
  }

  @Test
  void theFlowWithoutNoiseFollowsThePublishedCurve() {
    Map<Long, Double> curve = curve(Scheme.euler());
    assertNear(curve, 5, 0.878, 0.878);
    assertNear(curve, 50, 0.726, 0.726);
    assertNear(curve, 100, 0.364, 0.364);
    assertNear(curve, 200, 0.115, 0.118);
    assertNear(curve, 500, 0.0415, 0.0415);
    assertNear(curve, 1000, 0.0206, 0.0206);
  }

  @Test
  void noiseInjectionFollowsThePublishedCurve() {
    Map<Long, Double> curve = curve(Scheme.noiseInjection(Schedule.constant(10)));
    assertNear(curve, 5, 0.882, 0.882);
    assertNear(curve, 50, 0.852, 0.852);
    assertNear(curve, 100, 0.815, 0.815);
    assertNear(curve, 200, 0.727, 0.727);
    assertNear(curve, 500, 0.397, 0.397);
    assertNear(curve, 1000, 0.077, 0.080);
  }

  /**
   * Without noise most particles gather at the target's centre and some escape; of N(0, I) itself
   * 11.8 % lie within 0.5 of the centre and 4e-6 beyond 5. A thousand particles have 90.0 % and 9.6
   * % there after 10,000 steps; 300 particles are as far after a third of them within the bands
   * below.
   */
  @Test
  void withoutNoiseTheParticlesCollapse() {
    Points x = after(3000, Scheme.euler());
    assertThat(fraction(x, 0, 0.5)).isBetween(0.75, 0.95);
    assertThat(fraction(x, 5, Double.MAX_VALUE)).isBetween(0.07, 0.22);
  }

  /** With noise 10 that then ends they spread as the target does. */
  @Test
  void withNoiseTheParticlesSpread() {
    Points x = after(6500, Scheme.noiseInjection(Schedule.constantUntil(10, 5000)));
    assertThat(fraction(x, 0, 0.5)).isBetween(0.06, 0.25);
    assertThat(fraction(x, 5, Double.MAX_VALUE)).isLessThan(0.03);
  }

  private static Points after(long steps, Scheme scheme) {
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT);
        Flow flow = toy(300, scheme, 1).on(engine)) {
      flow.run(steps);
      return flow.particles();
    }
  }

  private static double fraction(Points x, double above, double below) {
    double count = 0;
    for (int i = 0; i < x.n(); i++) {
      double r = Math.hypot(x.get(i, 0), x.get(i, 1));
      count += r >= above && r < below ? 1 : 0;
    }
    return count / x.n();
  }
}
