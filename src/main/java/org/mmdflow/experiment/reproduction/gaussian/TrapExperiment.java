package org.mmdflow.experiment.reproduction.gaussian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmdflow.engine.Engine;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.Published;
import org.mmdflow.experiment.reproduction.ReproducedExperiment;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Rows;
import org.mmdflow.experiment.reproduction.gaussian.GaussianToy.Way;

/**
 * {@code trap}: what the authors' slides say in words. Equilibria that are not the target exist,
 * and the plain flow ends near one: almost all particles collapse at the centre of mass, some
 * escape, the loss stops falling; noise leads out (Arbel et al. 2019, sections 3 and 4).
 */
public final class TrapExperiment implements ReproducedExperiment {
  private static final List<Way> WAYS = List.of(Way.PLAIN, Way.NOISE_AT_FIRST);
  private static final List<String> METHODS = WAYS.stream().map(Way::words).toList();
  private static final long TOY_STEPS = 10_000;
  private static final int FULL_SEEDS = 5;

  @Override
  public String name() {
    return "trap";
  }

  @Override
  public String summary() {
    return "equilibria that are not the target: collapse and escape, and how noise leads out";
  }

  @Override
  public List<String> costs() {
    return List.of(
        "--quick: 1 seed, some 30 seconds on 2 cores", "full: 5 seeds, some 3 minutes on 2 cores");
  }

  @Override
  public Reproduction carryOut(ReproductionOptions options, Observer observer) {
    long steps = options.steps().orElse(TOY_STEPS);
    int seeds = options.seeds().orElse(options.quick() ? 1 : FULL_SEEDS);
    Plan balance = Balance.plan(steps, seeds, options.seed(), options.precision());
    Plan toy =
        new Plan(
            WAYS.stream().map(way -> way.method(options.precision())).toList(),
            steps,
            seeds,
            options.seed(),
            List.of(Collapse.NOISY_STEP, Collapse.PLAIN_STEP));
    long total = balance.total() + toy.total();
    try (Engine engine = options.open(observer)) {
      Recordings still = balance.carryOut(engine, observer, 0, total);
      Recordings found = toy.carryOut(engine, observer, balance.total(), total);
      List<Row> rows = new ArrayList<>(Balance.rows(still));
      rows.addAll(Collapse.plainRows(found));
      rows.addAll(Collapse.noisyRows(found));
      rows.add(gain(found));
      List<Film> films =
          new ArrayList<>(
              found.film(
                  "The Gaussian toy: collapse and escape, seed " + options.seed(),
                  METHODS,
                  toy.frameTimes(),
                  GaussianToy.targetSample(options.seed())));
      films.addAll(
          still.film(
              "The balance between two points, seed " + options.seed(),
              Balance.METHODS,
              balance.frameTimes(),
              Balance.target()));
      List<String> notes = new ArrayList<>(NOTES);
      notes.addAll(balance.incomplete(still));
      notes.addAll(toy.incomplete(found));
      return new Reproduction(
          name(),
          "The trap of the plain flow",
          TEXT,
          settings(toy),
          panels(found, still),
          rows,
          films,
          notes);
    }
  }

  private static final List<String> TEXT =
      List.of(
          "A cloud is at an equilibrium of the flow where the gradient of the witness is 0 at its"
              + " particles. That does not make it the target. The smallest example is all mass at"
              + " one point midway between two target points: both pull alike, nothing moves, and the"
              + " loss is as far from 0 as it was.",
          "A flow need not start at such a place to end near one. In the Gaussian toy almost all"
              + " particles collapse at the target's centre of mass, where together they cancel its"
              + " pull; some flee outwards; the dissipation, which is how fast the loss can fall,"
              + " goes to nearly nothing while the loss is still far above what two samples of one"
              + " law differ by.",
          "Noise injection reads the gradient beside the particle instead of at it. There the forces"
              + " do not cancel: the particles are led out, and when the noise ends they stand close"
              + " to the target.");

  private static final List<String> NOTES =
      List.of(
          "The slides state no numbers; the limits of these figures are this program's own, set"
              + " from independent runs: 90 % of the particles within 0.5 of the centre, 9.6 %"
              + " beyond 5.",
          "The balance: 200 particles at (0, 0), target points (−0.9, 0) and (0.9, 0), Gaussian kernel"
              + " with h = 1, step size 0.5, noise level 0.7 up to step 500. Its gradient is 0 but for"
              + " rounding. It is stable for the cloud as a whole because the points are less than h"
              + " from it; each particle alone would leave.");

  /** How much better the loss is for the noise. */
  private static Row gain(Recordings found) {
    double[] plain = found.at(METHODS.get(0), TOY_STEPS, r -> r.metrics().halfMmd2V());
    double[] noise = found.at(METHODS.get(1), TOY_STEPS, r -> r.metrics().halfMmd2V());
    double[] ratio = new double[Math.min(plain.length, noise.length)];
    for (int i = 0; i < ratio.length; i++) {
      ratio[i] = plain[i] / noise[i];
    }
    return Rows.atLeast(
        "noise to 5,000: loss without noise over loss with it, step 10,000",
        Published.NOTHING,
        10,
        ratio);
  }

  private static Map<String, String> settings(Plan toy) {
    Map<String, String> settings = new LinkedHashMap<>(GaussianToy.settings(toy));
    settings.put("balance", "200 particles at (0, 0); target points (−0.9, 0), (0.9, 0); h = 1");
    return settings;
  }

  private static List<Panel> panels(Recordings found, Recordings still) {
    return List.of(
        new Panel(
            "Loss ½ MMD²",
            Axis.log("step"),
            Axis.log("½ MMD², V statistic"),
            found.curves(METHODS, r -> r.metrics().halfMmd2V())),
        Collapse.dissipation(found, METHODS),
        Collapse.near(found, METHODS),
        Collapse.far(found, METHODS),
        Balance.panel(still));
  }
}
