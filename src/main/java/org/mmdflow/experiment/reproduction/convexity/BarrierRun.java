package org.mmdflow.experiment.reproduction.convexity;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Curve.Origin;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.Stoppable;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowView;
import org.mmdflow.kernel.Gaussian;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;
import org.mmdflow.theory.DisplacementConvexity;
import org.mmdflow.theory.DisplacementConvexity.Constant;
import org.mmdflow.theory.Geodesic;

/**
 * Descent up to a barrier (Arbel et al. 2019, Theorem 6): F(nu_n) &lt;= W2(nu_0, mu)^2 / (2 gamma
 * n) - Kbar, Kbar the mean over the first n clouds of K along the geodesic from that cloud to the
 * target. A negative K is a hill that a flow need not cross. One flow, watched at every step.
 */
final class BarrierRun {
  private static final int INTERVALS = 32;
  private static final Gaussian KERNEL = new Gaussian(1);

  /** At most 1 / (3 L): up to 2 / (3 L), as the theorem says, its proof leaves a term over. */
  static final double STEP_SIZE = 0.3;

  private final Points target;
  private final List<Double> losses = new ArrayList<>();
  private final List<Double> corrected = new ArrayList<>();
  private final List<Double> sharp = new ArrayList<>();
  private double squaredDistance;

  private BarrierRun(Points target) {
    this.target = target;
  }

  /** Takes the steps, or fewer where the observer wants an end. */
  static BarrierRun of(
      int n, long steps, long seed, Precision precision, Engine engine, Observer observer) {
    Points target =
        Distributions.gaussian(new double[] {0, 0}, 1.0).of(n).sample(seed, Purpose.TARGET);
    BarrierRun run = new BarrierRun(target);
    try (Flow flow =
        Flow.from(Distributions.gaussian(new double[] {1.5, 1.5}, 0.5).sample(n, seed))
            .to(target)
            .kernel(KERNEL)
            .stepSize(STEP_SIZE)
            .precision(precision)
            .listen(Cadence.every(1), run::at)
            .on(engine)) {
      Stoppable.run(
          flow,
          steps,
          step -> observer.progress("descent up to a barrier", step, steps),
          observer::stopRequested);
    }
    return run;
  }

  private void at(FlowView view) {
    Geodesic path = Geodesic.between(view.particles(), target);
    DisplacementConvexity f = new DisplacementConvexity(KERNEL, path, target);
    if (losses.isEmpty()) {
      squaredDistance = path.squaredLength();
    }
    losses.add(f.half(0));
    corrected.add(f.barrier(INTERVALS, Constant.CORRECTED));
    sharp.add(f.barrier(INTERVALS, Constant.SHARP));
  }

  /** Steps taken. */
  int steps() {
    return losses.size() - 1;
  }

  /** After how many of the steps the bound holds. */
  int held(Constant constant) {
    double[] bound = bound(constant);
    int held = 0;
    for (int k = 0; k < bound.length; k++) {
      held += losses.get(k + 1) <= bound[k] ? 1 : 0;
    }
    return held;
  }

  /** Bounds after 1, 2, ... steps. */
  private double[] bound(Constant constant) {
    List<Double> barrier = constant == Constant.SHARP ? sharp : corrected;
    double[] bound = new double[steps()];
    double sum = 0;
    for (int n = 1; n <= bound.length; n++) {
      sum += barrier.get(n - 1);
      bound[n - 1] = squaredDistance / (2 * STEP_SIZE * n) - sum / n;
    }
    return bound;
  }

  Panel panel() {
    double[] step = new double[steps()];
    double[] loss = new double[steps()];
    double[] convex = new double[steps()];
    for (int k = 0; k < step.length; k++) {
      step[k] = k + 1;
      loss[k] = losses.get(k + 1);
      convex[k] = squaredDistance / (2 * STEP_SIZE * (k + 1));
    }
    return new Panel(
        "Descent up to a barrier",
        Axis.log("step"),
        Axis.log("½ MMD²"),
        List.of(
            Curve.of("the flow", Origin.OURS, step, loss),
            Curve.of("Theorem 6, λ = (d + 2)/h⁴", Origin.BOUND, step, bound(Constant.CORRECTED)),
            Curve.of("Theorem 6, 3/h⁴ in place of λ", Origin.BOUND, step, bound(Constant.SHARP)),
            Curve.of("W₂²/(2γn), were F convex", Origin.BOUND, step, convex)));
  }
}
