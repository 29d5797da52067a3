package org.mmdflow.experiment.reproduction.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;
import org.mmdflow.experiment.reproduction.noise.NoisyToy.Way;
import org.mmdflow.theory.ChosenNoise;

/**
 * The Gaussian toy with a noise level that chooses itself ({@link ChosenNoise}), beside the
 * published schedule, a halved level and no noise. The loss is against the law that the target is
 * drawn from, not against a draw: at the end draws differ by more than the methods do.
 */
public final class ChosenNoiseComparison {
  private static final long FULL_STEPS = 10_000;
  private static final long QUICK_STEPS = 4000;
  private static final int FULL_SEEDS = 5;
  private static final int QUICK_SEEDS = 2;
  private static final long[] AT = {500, 1000, 2000, 3000, 5000, 7000, 10_000};

  /** The last loss is a mean over so many steps. */
  private static final long LAST = 1000;

  private record Run(Way way, NoisyToy.Course course) {}

  private final List<Run> runs = new ArrayList<>();
  private final long steps;

  private ChosenNoiseComparison(long steps) {
    this.steps = steps;
  }

  /**
   * What came out.
   *
   * @param panels loss and noise level by step, mean and band over seeds
   * @param rows losses by step, and what must hold between the methods
   */
  public record Comparison(List<Panel> panels, List<Row> rows) {
    /** Keeps its own lists. */
    public Comparison {
      panels = List.copyOf(panels);
      rows = List.copyOf(rows);
    }
  }

  /**
   * Runs all methods with all seeds, seed after seed; 10,000 steps and 5 seeds, quick 4,000 and 2,
   * where the options leave it open. When asked to stop it leaves out the run at hand and what
   * comes after.
   */
  public static Comparison carryOut(ReproductionOptions options, Observer observer) {
    long steps = options.steps().orElse(options.quick() ? QUICK_STEPS : FULL_STEPS);
    int seeds = options.seeds().orElse(options.quick() ? QUICK_SEEDS : FULL_SEEDS);
    ChosenNoiseComparison all = new ChosenNoiseComparison(steps);
    try (Engine engine = options.open(observer)) {
      long total = steps * seeds * Way.values().length;
      long done = 0;
      for (long seed = options.seed(); seed < options.seed() + seeds; seed++) {
        for (Way way : Way.values()) {
          long before = done;
          String what = way.words() + ", seed " + seed;
          new NoisyToy(way, seed, options.precision())
              .run(
                  engine,
                  steps,
                  step -> observer.progress(what, before + step, total),
                  observer::stopRequested)
              .ifPresent(course -> all.runs.add(new Run(way, course)));
          if (observer.stopRequested()) {
            return all.comparison();
          }
          done += steps;
        }
      }
      return all.comparison();
    }
  }

  private Comparison comparison() {
    List<Row> rows = new ArrayList<>();
    for (Way way : Way.values()) {
      for (long step : AT) {
        if (step <= steps) {
          rows.add(shown(way.words() + ": " + loss(step), at(way, step)));
        }
      }
      rows.add(shown(way.words() + ": " + lastLoss(), last(way)));
    }
    for (long step : new long[] {5000, 7000}) {
      if (step <= steps) {
        rows.add(atMostPublished(loss(step), at(Way.CHOSEN, step), at(Way.PUBLISHED, step)));
      }
    }
    rows.add(atMostPublished(lastLoss(), last(Way.CHOSEN), last(Way.PUBLISHED)));
    return new Comparison(
        List.of(
            new Panel(
                "Loss against the law of the target",
                Axis.log("step"),
                Axis.log("½ MMD²_V"),
                curves(NoisyToy.Course::loss)),
            new Panel(
                "Noise level",
                Axis.log("step"),
                Axis.linear("noise level"),
                curves(NoisyToy.Course::level))),
        rows);
  }

  private static String loss(long step) {
    return String.format(Locale.ROOT, "½ MMD²_V against the law at step %,d", step);
  }

  private static String lastLoss() {
    return String.format(Locale.ROOT, "½ MMD²_V against the law, mean of the last %,d steps", LAST);
  }

  private List<NoisyToy.Course> of(Way way) {
    return runs.stream().filter(run -> run.way == way).map(Run::course).toList();
  }

  private double[] at(Way way, long step) {
    return of(way).stream().mapToDouble(c -> c.lossAt(step)).toArray();
  }

  private double[] last(Way way) {
    return of(way).stream().mapToDouble(c -> c.meanLossAfter(steps - LAST)).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static Row shown(String what, double[] seeds) {
    return row(what, seeds, "for comparison", Verdict.SHOWN);
  }

  private static Row row(String what, double[] seeds, String tolerance, Verdict verdict) {
    return new Row(
        what,
        OptionalDouble.empty(),
        mean(seeds),
        Arrays.stream(seeds).min().orElse(Double.NaN),
        Arrays.stream(seeds).max().orElse(Double.NaN),
        tolerance,
        seeds.length == 0 ? Verdict.NOT_REACHED : verdict);
  }

  /** Seed by seed the quotient of two losses, whose mean should be at most 1. */
  private static Row atMostPublished(String what, double[] chosen, double[] published) {
    int both = Math.min(chosen.length, published.length);
    double[] quotients = new double[both];
    Arrays.setAll(quotients, i -> chosen[i] / published[i]);
    return row(
        "chosen, as a share of " + Way.PUBLISHED.words() + ": " + what,
        quotients,
        "mean at most 1",
        mean(quotients) <= 1 ? Verdict.PASS : Verdict.FAIL);
  }

  private List<Curve> curves(java.util.function.Function<NoisyToy.Course, double[]> figure) {
    return Arrays.stream(Way.values())
        .filter(way -> !of(way).isEmpty())
        .map(way -> CourseCurves.curve(way.words(), of(way), figure))
        .toList();
  }
}
