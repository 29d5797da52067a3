package org.mmdflow.statistic.summary;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.flow.Control;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowSnapshot;
import org.mmdflow.flow.Outcome;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.SquaredNorms;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

/**
 * The MMD flow of particles of equal mass onto a weighted sample, run to stationarity by heavy-ball
 * steps of a size that finds itself.
 *
 * <p>Steps are taken in stages of {@value #STAGE}. After each, MMD^2 is measured by the embedding.
 * Where it fell, the stage stands and the step size grows a little; where it rose, or a number left
 * the finite range, the particles go back to the best state, without velocity, and the step size
 * halves. Particles count as stationary when MMD^2 fell by less than {@link #LEAST_FALL} of itself
 * in {@value #PATIENCE} stages, counted from the first in which it fell, and where it is lost in
 * rounding.
 *
 * <p>The first step size is 1 / L with the Lipschitz constant L of the kernel's gradient (Arbel et
 * al. 2019, Assumption A), which is h^2 for a Gaussian; for a kernel that has none, the one that
 * moves particles by a hundredth of the sample's spread.
 */
final class Descent {
  /** Steps of a stage. */
  static final int STAGE = 25;

  /** Stages within which MMD^2 must fall ... */
  static final int PATIENCE = 4;

  /** ... by this part of itself. */
  static final double LEAST_FALL = 0.1;

  /** Stages that are no sign of rest, as long as none has descended: the step size was a guess. */
  static final int MOST_TOO_FAR = 10;

  static final double MOMENTUM = 0.95;
  private static final double GROWTH = 1.1;

  /** Below this part of the size of its terms rounding decides MMD^2. */
  private static double rounding(Precision precision) {
    return precision == Precision.DOUBLE ? 1e-14 : 1e-7;
  }

  /**
   * Where the flow ended.
   *
   * @param points M x d
   * @param mmd2 of the points, of equal mass, against the sample
   * @param steps taken in all, those that were taken back included
   * @param stationary false where the steps ran out first
   * @param meanSquaredGradient of the witness at the points, in the flow's precision
   */
  record Result(
      Points points, double mmd2, long steps, boolean stationary, double meanSquaredGradient) {}

  private final Flow flow;
  private final Embedding embedding;
  private final long most;
  private final Watch watch;
  private final Deque<Double> past = new ArrayDeque<>();
  private FlowSnapshot best;
  private double lowest;
  private double stepSize;
  private long steps;
  private boolean descended;
  private int tooFar;

  private Descent(Flow flow, Embedding embedding, double stepSize, long most, Watch watch) {
    this.flow = flow;
    this.embedding = embedding;
    this.stepSize = stepSize;
    this.most = most;
    this.watch = watch;
    FlowSnapshot start = flow.snapshot();
    best = from(start.particles(), start.velocity());
    flow.restore(best);
    lowest = mmd2();
  }

  /**
   * Runs the flow on the engine of {@code embedding}.
   *
   * @param start M x d, left alone
   * @param precision of the flow
   * @param most steps at most
   * @throws UserError if the forces at the start are not finite in {@code precision}
   */
  static Result run(
      Engine engine,
      Kernel kernel,
      Precision precision,
      Embedding embedding,
      Points start,
      long most,
      Watch watch) {
    Sample target = embedding.sample();
    try (Flow flow =
        Flow.from(start)
            .to(target.points())
            .targetWeights(target.weights())
            .kernel(kernel)
            .momentum(MOMENTUM)
            .precision(precision)
            .on(engine)) {
      watch.check();
      double stepSize = firstStepSize(flow, kernel, target, precision);
      return new Descent(flow, embedding, stepSize, most, watch).run();
    }
  }

  private static double firstStepSize(
      Flow flow, Kernel kernel, Sample target, Precision precision) {
    double force = meanSquaredGradient(flow);
    if (!Double.isFinite(force)) {
      throw new UserError(
          "the forces of the kernel "
              + kernel
              + " are not finite in "
              + precision.name().toLowerCase(Locale.ROOT)
              + ", in the kernel; "
              + (precision == Precision.FLOAT ? "use --precision double, or " : "use ")
              + "another kernel such as gaussian(h=median)");
    }
    if (kernel.lipschitz().isPresent()) {
      return 1 / kernel.lipschitz().getAsDouble();
    }
    double[] variances = Moments.variances(target.points(), target.weights());
    double spread = 0;
    for (double variance : variances) {
      spread += variance;
    }
    return force > 0 ? 0.01 * Math.sqrt(spread / force) : 1;
  }

  private static double meanSquaredGradient(Flow flow) {
    Points gradient = flow.gradient();
    double[] equal = Weights.uniform(gradient.n()).toArray();
    return SquaredNorms.weightedSum(gradient.data(), gradient.d(), equal);
  }

  private double mmd2() {
    return embedding.mmd2(Sample.of(flow.particles()), watch);
  }

  private Result run() {
    boolean stationary = isLostInRounding();
    while (!stationary && steps < most) {
      stage((int) Math.min(STAGE, most - steps));
      stationary = isStationary();
    }
    flow.restore(best);
    watch.progress(words(), steps, steps);
    return new Result(flow.particles(), lowest, steps, stationary, meanSquaredGradient(flow));
  }

  private void stage(int count) {
    Outcome outcome =
        flow.run(count, p -> watch.progress(words(), Math.min(most, steps + p.step()), most));
    steps += count;
    double now = outcome.end() == Outcome.End.DIVERGED ? Double.POSITIVE_INFINITY : mmd2();
    if (now < lowest) {
      lowest = now;
      descended = true;
      stepSize *= GROWTH;
      FlowSnapshot reached = flow.snapshot();
      best = from(reached.particles(), reached.velocity());
    } else {
      stepSize /= 2;
      best = from(best.particles(), best.velocity().map(v -> Points.zeros(v.n(), v.d())));
    }
    flow.restore(best);
  }

  /** A state to go on from with the step size as it is now. */
  private FlowSnapshot from(Points particles, Optional<Points> velocity) {
    return new FlowSnapshot(0, 0, particles, velocity, Control.stepSize(stepSize));
  }

  private boolean isStationary() {
    if (!descended && ++tooFar < MOST_TOO_FAR) {
      return false;
    }
    past.addLast(lowest);
    if (past.size() <= PATIENCE) {
      return isLostInRounding();
    }
    return isLostInRounding() || lowest > (1 - LEAST_FALL) * past.removeFirst();
  }

  /** Whether MMD^2 is 0 as far as its three terms, which may be negative, are known. */
  private boolean isLostInRounding() {
    return lowest <= rounding(embedding.precision()) * embedding.size(watch);
  }

  private String words() {
    return String.format(Locale.ROOT, "flow to stationarity, mmd2 %.4g", lowest);
  }
}
