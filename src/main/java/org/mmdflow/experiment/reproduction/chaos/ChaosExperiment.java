package org.mmdflow.experiment.reproduction.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.reproduction.Findings;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.ReproducedExperiment;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.expression.Numbers;
import org.mmdflow.expression.UserError;

/**
 * {@code chaos}: N interacting particles against independent copies of the limit with the same
 * starts and the same noise. Their distance falls as N^(-1/2) (Arbel et al. 2019, Theorem 9).
 */
public final class ChaosExperiment implements ReproducedExperiment {
  private static final double NOISE = 0.5;

  private static final double SLOPE_WITHIN = 0.1;

  @Override
  public String name() {
    return "chaos";
  }

  @Override
  public String summary() {
    return "propagation of chaos: particles against copies of the limit, by their number";
  }

  @Override
  public List<String> costs() {
    return List.of(
        "--quick: 50 to 800 particles, a limit of 6,400, some 20 seconds on 2 cores",
        "full: 50 to 3,200 particles, a limit of 25,600, some 5 minutes on 2 cores");
  }

  @Override
  public Reproduction carryOut(ReproductionOptions options, Observer observer) {
    int largest = options.quick() ? 800 : 3200;
    List<Integer> sizes = new ArrayList<>();
    for (int n = 50; n <= largest; n *= 2) {
      sizes.add(n);
    }
    return carryOut(options, observer, sizes, 8 * largest);
  }

  /** Likewise with other numbers of particles. */
  Reproduction carryOut(
      ReproductionOptions options, Observer observer, List<Integer> sizes, int limit) {
    if (options.steps().orElse(1) < 1) {
      throw new UserError(
          "the experiment chaos needs at least 1 step, in --steps; give it some, such as 100");
    }
    ChaosSetting plain =
        new ChaosSetting(
            sizes,
            limit,
            options.seeds().orElse(options.quick() ? 6 : 10),
            options.steps().orElse(100),
            0,
            options.seed(),
            options.precision());
    ChaosSetting noisy =
        new ChaosSetting(
            sizes, limit, plain.repeats(), plain.steps(), NOISE, plain.seed(), plain.precision());
    Ticker ticker =
        new Ticker(observer, ChaosDistances.limitPairs(plain), ChaosDistances.runPairs(plain), 2);
    List<ChaosDistances> found;
    try (Engine engine = options.open(observer)) {
      found =
          List.of(
              ChaosDistances.of("without noise", plain, engine, ticker),
              ChaosDistances.of("with noise", noisy, engine, ticker));
    }
    List<String> notes = new ArrayList<>(NOTES);
    for (ChaosDistances distances : found) {
      if (distances.sizes() < sizes.size()) {
        notes.add(
            "Ended early: "
                + distances.name()
                + ", "
                + distances.sizes()
                + " of "
                + sizes.size()
                + " numbers of particles.");
      }
    }
    return new Reproduction(
        name(),
        "Propagation of chaos",
        TEXT,
        table(plain),
        new ChaosPanels(found).all(),
        found.stream().flatMap(distances -> rows(distances).stream()).toList(),
        found.get(1).film("Particles and their copies, with noise").stream().toList(),
        notes);
  }

  private static List<Row> rows(ChaosDistances distances) {
    String name = distances.name();
    String slope = name + ": slope of log distance against log N, last reading";
    String steep = "within " + number(SLOPE_WITHIN) + " of −1/2";
    String bounded = name + ": largest distance over Theorem 9's bound, all N and times";
    if (distances.sizes() < 2) {
      return List.of(Findings.missing(slope, steep), Findings.missing(bounded, "at most 1"));
    }
    ChaosSetting setting = distances.setting();
    int last = setting.readings() - 1;
    double s = distances.slope(last);
    double share = distances.worstShareOfBound();
    int k = distances.sizes() - 1;
    int n = setting.sizes().get(k);
    return List.of(
        Findings.of(slope, s, steep, Math.abs(s + 0.5) <= SLOPE_WITHIN),
        Findings.of(bounded, share, "at most 1", share <= 1),
        Findings.shown(
            name + ": distance at N = " + n + ", last reading",
            distances.mean(k, last),
            "Theorem 9's bound is in the next line"),
        Findings.shown(
            name + ": Theorem 9's bound on it",
            setting.bound(n, setting.time(last)),
            "grows as exp(6 L t)"));
  }

  static String number(double value) {
    return Numbers.format(Math.round(value * 1e6) / 1e6);
  }

  private static Map<String, String> table(ChaosSetting s) {
    Map<String, String> table = new LinkedHashMap<>();
    table.put("start", "gaussian(mean=[1.5, 0], sd=0.5)");
    table.put("target", ChaosSetting.TARGET_POINTS + " points of gaussian(mean=[0, 0], sd=1)");
    table.put("kernel", ChaosSetting.KERNEL.toString());
    table.put("step size", number(ChaosSetting.STEP_SIZE));
    table.put("steps", Long.toString(s.steps()));
    table.put("noise level", number(NOISE));
    table.put("particles", s.sizes().toString());
    table.put("particles of the limit", Integer.toString(s.limit()));
    table.put(
        "runs",
        s.repeats()
            + " of the most particles, more of fewer, at most "
            + ChaosSetting.MOST_REPEATS);
    table.put("seed", Long.toString(s.seed()));
    return table;
  }

  private static final List<String> TEXT =
      List.of(
          "With infinitely many particles each would move on its own, in the field of a law that no"
              + " longer depends on chance. N particles stand for that law: each feels the other"
              + " N − 1, and their chance. Propagation of chaos says that as N grows they forget each"
              + " other.",
          "Each run is coupled to independent copies of the limit: points that start where its"
              + " particles start and are shaken by the same noise, but move in the field of a flow"
              + " of far more particles. The distance of particles and copies, root mean square, is"
              + " what Theorem 9 bounds: by N^(−1/2) times a constant that grows as exp(6 L t). The"
              + " rate is seen in the runs; the constant is far from it, and soon astronomical.");

  private static final List<String> NOTES =
      List.of(
          "The theorem's proof bounds this coupled distance, not the W₂ between the cloud and the"
              + " limiting law, which is not 0 even at the start.",
          "All runs share the target's points, so the theorem's term for the sampling of the target"
              + " is 0 and left out.",
          "The limit has a finite number of particles, and so a distance of its own from the true"
              + " limit: 8 times as many as the largest run, it adds some 6 % to the smallest"
              + " distance.");
}
