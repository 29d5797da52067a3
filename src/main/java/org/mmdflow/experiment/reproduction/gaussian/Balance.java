package org.mmdflow.experiment.reproduction.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.Published;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Rows;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;

/**
 * An equilibrium that is not the target: all mass at 0, the target half at -a and half at a. Both
 * halves pull alike, particles at one place do not push each other, so that the gradient at them is
 * 0, though the loss is not.
 *
 * <p>With a below the bandwidth the cloud as a whole is pulled back when rounding moves it; above,
 * it would roll off to one side. Fused multiply-add leaves 1e-9 or so of two terms that cancel.
 */
final class Balance {
  /** Steps of a run, unless fewer are asked for. */
  static final long STEPS = 2000;

  static final String PLAIN = "balance, plain";
  static final String NOISE = "balance, noise to 500";
  static final List<String> METHODS = List.of(PLAIN, NOISE);

  private static final int N = 200;
  private static final double A = 0.9;
  private static final double H = 1;
  private static final double STEP_SIZE = 0.5;
  private static final double LEVEL = 0.7;
  private static final long NOISE_ENDS = 500;

  /** What float rounding leaves of a gradient whose terms cancel. */
  private static final double ROUNDING = 1e-7;

  /** The loss at the balance: (1 - 2 k(a) + (1 + k(2 a)) / 2) / 2, k the kernel by distance. */
  static final double LOSS = 0.5 * (1 - 2 * kernel(A) + 0.5 * (1 + kernel(2 * A)));

  private Balance() {}

  private static double kernel(double r) {
    return Math.exp(-r * r / (2 * H * H));
  }

  /** The runs. */
  static Plan plan(long steps, int seeds, long seed, Precision precision) {
    Scheme noise = Scheme.noiseInjection(Schedule.constantUntil(LEVEL, NOISE_ENDS));
    return new Plan(
        List.of(
            new Plan.Method(PLAIN, s -> flow(Scheme.euler(), s, precision)),
            new Plan.Method(NOISE, s -> flow(noise, s, precision))),
        Math.min(steps, STEPS),
        seeds,
        seed,
        List.of(STEPS));
  }

  private static FlowBuilder flow(Scheme scheme, long seed, Precision precision) {
    return Flow.from(Points.zeros(N, 2))
        .to(target())
        .kernel(Kernel.gaussian(H))
        .stepSize(STEP_SIZE)
        .scheme(scheme)
        .seed(seed)
        .precision(precision);
  }

  static Points target() {
    return Points.ofRows(new double[][] {{-A, 0}, {A, 0}});
  }

  /** What has to hold. */
  static List<Row> rows(Recordings found) {
    return List.of(
        Rows.atMost(
            PLAIN + ": mean |∇f|² at the balance",
            Published.NOTHING,
            ROUNDING * ROUNDING,
            found.at(PLAIN, 0, r -> r.metrics().meanSquaredGradient())),
        Rows.near(
            PLAIN + ": ½ MMD² there", LOSS, 1e-6, found.at(PLAIN, 0, r -> r.metrics().halfMmd2V())),
        Rows.atMost(
            PLAIN + ": how far a particle has moved after 2,000 steps",
            Published.NOTHING,
            10 * ROUNDING,
            found.at(PLAIN, STEPS, Reading::farthest)),
        Rows.atMost(
            NOISE + ": share still within 0.5 of the balance, step 2,000",
            Published.NOTHING,
            0.05,
            found.at(NOISE, STEPS, Reading::collapsed)),
        Rows.atMost(
            NOISE + ": ½ MMD² at step 2,000",
            Published.NOTHING,
            1e-3 * LOSS,
            found.at(NOISE, STEPS, r -> r.metrics().halfMmd2V())));
  }

  /** The loss by step, with what it is at the balance. */
  static Panel panel(Recordings found) {
    List<Curve> curves = new ArrayList<>(found.curves(METHODS, r -> r.metrics().halfMmd2V()));
    if (!curves.isEmpty()) {
      double[] x = curves.get(0).x();
      curves.add(
          Curve.of(
              "at the balance, closed form",
              Curve.Origin.BOUND,
              new double[] {1, Math.max(2, x[x.length - 1])},
              new double[] {LOSS, LOSS}));
    }
    return new Panel("Balance: loss ½ MMD²", Axis.log("step"), Axis.log("½ MMD²"), curves);
  }
}
