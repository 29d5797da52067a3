package org.mmdflow.experiment.reproduction.gaussian;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

/**
 * The Gaussian toy: 1,000 particles from N((10, 10), 0.25 I) onto N(0, I) in the plane, the target
 * drawn anew before each step.
 *
 * <p>The numbers are those that produce the paper's figure, h^2 = 40 and step size 1 on half the
 * squared MMD; its caption says bandwidth 2 and step size 0.1, with which the figure does not come
 * out.
 */
public final class GaussianToy {
  /** Of the Gaussian kernel: h^2. */
  public static final double SQUARED_BANDWIDTH = 40;

  /** On half the squared MMD. */
  public static final double STEP_SIZE = 1;

  /** The published noise level. */
  public static final double NOISE = 10;

  /** The noise goes off here, where it does. */
  public static final long NOISE_ENDS = 5000;

  /** Particles, and points of a draw of the target. */
  public static final int N = 1000;

  private static final double[] START_MEAN = {10, 10};
  private static final double[] TARGET_MEAN = {0, 0};
  private static final double START_SD = 0.5;

  private GaussianToy() {}

  /** What is done with noise. */
  enum Way {
    PLAIN("plain"),
    NOISE_AT_FIRST("noise to 5,000"),
    NOISE_THROUGHOUT("noise throughout");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    private Scheme scheme() {
      return switch (this) {
        case PLAIN -> Scheme.euler();
        case NOISE_AT_FIRST -> Scheme.noiseInjection(Schedule.constantUntil(NOISE, NOISE_ENDS));
        case NOISE_THROUGHOUT -> Scheme.noiseInjection(Schedule.constant(NOISE));
      };
    }

    /** As a legend shows it. */
    String words() {
      return words;
    }

    /** As a method of a plan. */
    Plan.Method method(Precision precision) {
      return new Plan.Method(words, seed -> flow(scheme(), seed).precision(precision));
    }
  }

  /** The toy by a scheme, in float unless told otherwise. */
  public static FlowBuilder flow(Scheme scheme, long seed) {
    return flow(scheme, seed, N);
  }

  /** Likewise with n particles and draws of n points. */
  static FlowBuilder flow(Scheme scheme, long seed, int n) {
    return Flow.from(Distributions.gaussian(START_MEAN, START_SD).sample(n, seed))
        .to(Distributions.gaussian(TARGET_MEAN, 1).of(n))
        .redrawTarget()
        .kernel(Kernel.gaussian(Math.sqrt(SQUARED_BANDWIDTH)))
        .stepSize(STEP_SIZE)
        .scheme(scheme)
        .seed(seed);
  }

  /** Where the particles begin. */
  public static Points start(long seed) {
    return Distributions.gaussian(START_MEAN, START_SD).sample(N, seed);
  }

  private static Distribution target() {
    return Distributions.gaussian(TARGET_MEAN, 1).of(N);
  }

  /** A draw of the target, to be shown under the particles. */
  public static Points targetSample(long seed) {
    return target().sample(seed, Purpose.TARGET);
  }

  /** The settings, in words, in the order to show. */
  static Map<String, String> settings(Plan plan) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("start", "gaussian(n=1000, mean=[10, 10], sd=0.5)");
    all.put("target", "gaussian(n=1000, mean=[0, 0], sd=1), drawn anew before each step");
    all.put("kernel", "gaussian(h=6.324555), h² = 40");
    all.put("step size", "1, on half the squared MMD");
    all.put("noise level", "10 where there is noise");
    all.put("steps", String.format(Locale.ROOT, "%,d", plan.steps()));
    all.put(
        "seeds",
        plan.seeds() == 1
            ? Long.toString(plan.seed())
            : plan.seed() + " to " + (plan.seed() + plan.seeds() - 1));
    return all;
  }
}
