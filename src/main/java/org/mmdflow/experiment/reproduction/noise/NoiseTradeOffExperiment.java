package org.mmdflow.experiment.reproduction.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.ReproducedExperiment;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.gaussian.GaussianToy;

/**
 * {@code noise-trade-off}: what the noise level costs and brings on the Gaussian toy of Arbel et
 * al. 2019, and what the condition of their Proposition 8 says of it (the slides' appendix).
 */
public final class NoiseTradeOffExperiment implements ReproducedExperiment {
  private static final List<ToyNoise> QUICK =
      List.of(
          ToyNoise.constant(0),
          ToyNoise.COMPLIANT,
          ToyNoise.constant(1),
          ToyNoise.constant(3),
          ToyNoise.constant(10));
  private static final List<ToyNoise> FULL =
      List.of(
          ToyNoise.constant(0),
          ToyNoise.COMPLIANT,
          ToyNoise.constant(0.3),
          ToyNoise.constant(1),
          ToyNoise.constant(3),
          ToyNoise.constant(10),
          ToyNoise.constant(30));
  private static final long QUICK_STEPS = 5000;
  private static final long FULL_STEPS = 10_000;
  private static final int FULL_SEEDS = 3;
  private static final int QUICK_DRAWS = 4;
  private static final int FULL_DRAWS = 16;

  @Override
  public String name() {
    return "noise-trade-off";
  }

  @Override
  public String summary() {
    return "what the noise level costs and brings, and what Proposition 8 asks of it";
  }

  @Override
  public List<String> costs() {
    return List.of(
        "--quick: 5 levels x 5,000 steps, about a minute on 2 cores",
        "full: 7 levels x 3 seeds x 10,000 steps, some 6 minutes on 2 cores");
  }

  @Override
  public Reproduction carryOut(ReproductionOptions options, Observer observer) {
    List<ToyNoise> choices = options.quick() ? QUICK : FULL;
    long steps = options.steps().orElse(options.quick() ? QUICK_STEPS : FULL_STEPS);
    int seeds = options.seeds().orElse(options.quick() ? 1 : FULL_SEEDS);
    List<NoiseTradeOffRun> runs = new ArrayList<>();
    List<String> cut = new ArrayList<>();
    NoiseTradeOffRun.Grid grid = grid(options.quick());
    try (Engine engine = options.open(observer)) {
      for (int i = 0; i < seeds; i++) {
        for (ToyNoise choice : choices) {
          NoiseTradeOffRun run = new NoiseTradeOffRun(choice, grid);
          String what = choice.words() + ", seed " + (options.seed() + i);
          long before = (i * choices.size() + choices.indexOf(choice)) * steps;
          boolean complete =
              !observer.stopRequested()
                  && run.run(
                      engine,
                      options.precision(),
                      options.seed() + i,
                      steps,
                      i == 0,
                      done ->
                          observer.progress(what, before + done, steps * seeds * choices.size()),
                      observer::stopRequested);
          if (!complete) {
            cut.add("Ended early: " + what + " is not complete.");
          }
          runs.add(run);
        }
      }
    }
    NoiseTradeOffFigures figures = new NoiseTradeOffFigures(choices, runs, steps);
    return new Reproduction(
        name(),
        "The trade-off of the noise level",
        TEXT,
        settings(options, steps, seeds, choices, grid),
        figures.panels(),
        new NoiseTradeOffRows(runs).all(),
        figures.films(GaussianToy.targetSample(options.seed())),
        notes(cut));
  }

  /** Levels from 0.03 to 32, evenly on a logarithmic axis. */
  private static NoiseTradeOffRun.Grid grid(boolean quick) {
    int decade = quick ? 6 : 12;
    double[] levels =
        IntStream.rangeClosed(-3 * decade / 2, 3 * decade / 2)
            .mapToDouble(i -> Math.pow(10, (double) i / decade))
            .toArray();
    return new NoiseTradeOffRun.Grid(levels, quick ? QUICK_DRAWS : FULL_DRAWS);
  }

  private static final List<String> TEXT =
      List.of(
          "Noise injection reads the gradient at x + βu, u standard normal. The level β is a"
              + " trade-off: a small one keeps the direction of the gradient, and its weakness where"
              + " the flow is stuck; a large one finds strong gradients, which may point elsewhere.",
          "The panels of the trade-off show both at single states. P, the mean of"
              + " ∇f(x)·∇f(x + βu), is what a step of size 1 lowers the loss by, to first order; D, the"
              + " mean of |∇f(x + βu)|², is how strong the noisy gradient is. The dashed"
              + " line is what D must reach by Proposition 8 of Arbel et al. 2019 for descent to be"
              + " promised, 8dλ²β²F, with the factor d that its proof drops.",
          "The condition is sufficient, and far from necessary: it holds for small levels alone,"
              + " which change next to nothing, while the paper's level of 10 breaks it some"
              + " hundredfold and works. With noise the particles spread out; without, or with as"
              + " little as the condition allows, most of them collapse on the target's centre and"
              + " the rest escapes.");

  private static Map<String, String> settings(
      ReproductionOptions options,
      long steps,
      int seeds,
      List<ToyNoise> choices,
      NoiseTradeOffRun.Grid grid) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("start", "gaussian(n=1000, mean=[10, 10], sd=0.5)");
    all.put("target", "gaussian(n=1000, mean=[0, 0], sd=1), drawn anew before each step");
    all.put("kernel", "gaussian(h=6.324555), h² = 40, so L = 1/40 and λ² = 4/1,600");
    all.put("step size", "1, on half the squared MMD");
    all.put("noise", choices.stream().map(ToyNoise::words).collect(Collectors.joining(", ")));
    all.put("steps", String.format(Locale.ROOT, "%,d", steps));
    all.put("seeds", options.seed() + (seeds == 1 ? "" : " to " + (options.seed() + seeds - 1)));
    all.put(
        "trade-off",
        String.format(
            Locale.ROOT,
            "%d levels from %.2g to %.3g, %d draws of the noise each, seed %d",
            grid.levels().length,
            grid.levels()[0],
            Arrays.stream(grid.levels()).max().orElseThrow(),
            grid.draws(),
            options.seed()));
    return all;
  }

  private static List<String> notes(List<String> cut) {
    List<String> notes = new ArrayList<>(cut);
    notes.add(
        "Published figures are the paper's, read from its plots. Where none is given and something"
            + " had to hold, it is this project's own check of the same setting.");
    notes.add(
        "The largest compliant level is chosen anew every "
            + ToyNoise.BETWEEN_CHOICES
            + " steps, from one draw of the noise. The paper's levels are kept throughout here,"
            + " where the paper also takes the noise off at step 5,000.");
    notes.add(
        "P below 0 means a step that climbs, to first order; a logarithmic axis has a gap there, and"
            + " the panels leave out what is below a ten-thousandth or above ten times the largest D."
            + " Curves of P and D are means over draws of the noise, the same for all levels, with"
            + " a band from the lowest draw to the highest.");
    return notes;
  }
}
