package org.mmdflow.experiment.reproduction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.Outcome;
import org.mmdflow.flow.Progress;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

/**
 * One run of the Gaussian toy: 1,000 particles from N((10, 10), 0.25 I) onto N(0, I) in the plane,
 * the target drawn anew before each step.
 *
 * <p>The numbers are those that produce the paper's figure, h^2 = 40 and step size 1 on half the
 * squared MMD; its caption says h = 2 and 0.1, with which the figure does not come out.
 */
final class GaussianToy {
  static final int N = 1000;
  static final double SQUARED_BANDWIDTH = 40;
  static final double STEP_SIZE = 1;
  static final double NOISE = 10;

  /** The noise goes off here, where it does. */
  static final long NOISE_ENDS = 5000;

  private static final double[] START_MEAN = {10, 10};
  private static final double[] TARGET_MEAN = {0, 0};
  private static final double START_SD = 0.5;

  /** What is done with noise. */
  enum Way {
    PLAIN("plain", Scheme.euler()),
    NOISE_AT_FIRST(
        "noise to 5,000", Scheme.noiseInjection(Schedule.constantUntil(NOISE, NOISE_ENDS))),
    NOISE_THROUGHOUT("noise throughout", Scheme.noiseInjection(Schedule.constant(NOISE)));

    private final String words;
    private final Scheme scheme;

    Way(String words, Scheme scheme) {
      this.words = words;
      this.scheme = scheme;
    }

    /** As a legend shows it. */
    String words() {
      return words;
    }
  }

  /** What is recorded of a run. */
  record Recording(Way way, long seed, boolean complete, List<Reading> readings, List<Points> film) {
    Recording {
      readings = List.copyOf(readings);
      film = List.copyOf(film);
    }
  }

  private final Way way;
  private final long seed;
  private final long steps;

  GaussianToy(Way way, long seed, long steps) {
    this.way = way;
    this.seed = seed;
    this.steps = steps;
  }

  /**
   * Takes the steps; ends early when {@code stop} says so at a stretch's end, which comes at least
   * every half second or so.
   *
   * @param readings when to read the metrics
   * @param frames when to keep the cloud
   * @param progress is told of each stretch, and may ask the flow to stop
   */
  Recording run(
      Engine engine,
      Precision precision,
      Cadence readings,
      Cadence frames,
      Consumer<Progress> progress,
      java.util.function.BooleanSupplier stop) {
    List<Reading> read = new ArrayList<>();
    List<Points> film = new ArrayList<>();
    FlowBuilder builder =
        Flow.from(Distributions.gaussian(START_MEAN, START_SD).sample(N, seed))
            .to(target())
            .redrawTarget()
            .kernel(Kernel.gaussian(Math.sqrt(SQUARED_BANDWIDTH)))
            .stepSize(STEP_SIZE)
            .scheme(way.scheme)
            .seed(seed)
            .precision(precision)
            .listen(readings, view -> read.add(Reading.of(view)))
            .listen(frames, view -> film.add(view.particles()));
    try (Flow flow = builder.on(engine)) {
      Outcome outcome =
          flow.run(
              steps,
              p -> {
                progress.accept(p);
                if (stop.getAsBoolean()) {
                  flow.requestStop();
                }
              });
      boolean complete = outcome.end() == Outcome.End.COMPLETED;
      return new Recording(way, seed, complete, read, film);
    }
  }

  private static Distribution target() {
    return Distributions.gaussian(TARGET_MEAN, 1).of(N);
  }

  /** A draw of the target, to be shown under the particles. */
  static Points targetSample(long seed) {
    double[] drawn = new double[2 * N];
    target().draw(seed, Purpose.TARGET, 0, drawn);
    return Points.of(N, 2, drawn);
  }

  /** The settings, in words, in the order to show. */
  static Map<String, String> settings(long steps, int seeds, long seed) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("start", "gaussian(n=1000, mean=[10, 10], sd=0.5)");
    all.put("target", "gaussian(n=1000, mean=[0, 0], sd=1), drawn anew before each step");
    all.put("kernel", "gaussian(h=6.324555), h^2 = 40");
    all.put("step size", "1, on half MMD^2");
    all.put("noise", "none; or 10 to step 5,000, then none; or 10 throughout");
    all.put("steps", String.format(java.util.Locale.ROOT, "%,d", steps));
    all.put(
        "seeds",
        seeds == 1 ? Long.toString(seed) : seed + " to " + (seed + seeds - 1));
    return all;
  }
}
