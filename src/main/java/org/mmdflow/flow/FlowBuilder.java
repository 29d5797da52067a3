package org.mmdflow.flow;

import java.util.Optional;
import java.util.OptionalInt;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/**
 * Describes a flow; {@link #on} makes it. Defaults: Euler, step size 0.1, no momentum, uniform
 * weights, float precision, seed 0. The kernel has no default. Not thread-safe.
 */
public final class FlowBuilder {
  private final Points start;
  private final FlowHooks hooks = new FlowHooks();
  private Optional<Distribution> target = Optional.empty();
  private Optional<Kernel> kernel = Optional.empty();
  private Optional<Weights> startWeights = Optional.empty();
  private Optional<Weights> targetWeights = Optional.empty();
  private Schedule stepSize = Schedule.constant(0.1);
  private Scheme scheme = Scheme.euler();
  private double momentum;
  private boolean redraw;
  private long seed;
  private Precision precision = Precision.FLOAT;
  private Summation summation = Summation.exact();
  private OptionalInt miniBatch = OptionalInt.empty();

  FlowBuilder(Points start) {
    this.start = start;
  }

  /** Masses of the particles. */
  public FlowBuilder startWeights(Weights weights) {
    startWeights = Optional.of(weights);
    return this;
  }

  /** The target as M points. */
  public FlowBuilder to(Points points) {
    return to(Distributions.points(points));
  }

  /**
   * The target as a law, drawn once unless {@link #redrawTarget}; {@link Distributions#union} makes
   * a barycenter's.
   */
  public FlowBuilder to(Distribution law) {
    target = Optional.of(law);
    return this;
  }

  /**
   * Masses of the target's points; those of the law, equal ones where it has none, if not given.
   */
  public FlowBuilder targetWeights(Weights weights) {
    targetWeights = Optional.of(weights);
    return this;
  }

  /**
   * Draws the target anew before each step (Arbel et al. 2019, Algorithm 1); metrics then compare
   * with the draw of the next step. Refused for given points, of which every draw is the same.
   */
  public FlowBuilder redrawTarget() {
    redraw = true;
    return this;
  }

  /** The kernel of the MMD. */
  public FlowBuilder kernel(Kernel k) {
    kernel = Optional.of(k);
    return this;
  }

  /** A constant step size, on the gradient of half the squared MMD. */
  public FlowBuilder stepSize(double gamma) {
    return stepSize(Schedule.constant(gamma));
  }

  /** The step size by step. */
  public FlowBuilder stepSize(Schedule gamma) {
    stepSize = gamma;
    return this;
  }

  /** How a step uses noise. */
  public FlowBuilder scheme(Scheme s) {
    scheme = s;
    return this;
  }

  /** Heavy ball, in [0, 1). */
  public FlowBuilder momentum(double m) {
    momentum = m;
    return this;
  }

  /** Seed of all noise. */
  public FlowBuilder seed(long s) {
    seed = s;
    return this;
  }

  /** How the engine stores the clouds. */
  public FlowBuilder precision(Precision p) {
    precision = p;
    return this;
  }

  /**
   * How steps sum; exact unless told otherwise. Metrics are exact in any case. Whether an engine
   * can is {@link Engine#unable}'s to say.
   */
  public FlowBuilder summation(Summation s) {
    summation = s;
    return this;
  }

  /**
   * Takes so many of the data points of a kernel of features for each step, drawn anew: unbiased,
   * and as much faster as they are fewer. Metrics, witnesses and {@link FlowView#gradientAt} are of
   * all data.
   */
  public FlowBuilder miniBatch(int dataPoints) {
    miniBatch = OptionalInt.of(dataPoints);
    return this;
  }

  /** Shows the flow to {@code listener}; those given first are shown first. */
  public FlowBuilder listen(Cadence cadence, FlowListener listener) {
    hooks.watch(cadence, listener);
    return this;
  }

  /** Tells {@code listener} of every step taken, before anybody is shown the state after it. */
  public FlowBuilder listenToSteps(StepListener listener) {
    hooks.watchSteps(listener);
    return this;
  }

  /** Lets {@code controller} choose step sizes or noise levels; they decide in the order given. */
  public FlowBuilder control(Controller controller) {
    hooks.control(controller);
    return this;
  }

  /** Ends a run early when {@code rule} says so at {@code cadence}. */
  public FlowBuilder stopWhen(Cadence cadence, StopRule rule) {
    hooks.stop(cadence, rule);
    return this;
  }

  /**
   * Makes the flow on {@code engine}, which stays the caller's to close, after the flow.
   *
   * <p>May be called again: each flow starts from the same points and shows itself to the same
   * listeners.
   *
   * @throws IllegalArgumentException if target, kernel or sizes do not fit, a coordinate is not
   *     finite, the engine has no such summation, or a mini-batch is not of the kernel's data
   * @throws UnsupportedOperationException if the features have no mini-batches
   */
  public Flow on(Engine engine) {
    Distribution law =
        target.orElseThrow(() -> new IllegalArgumentException("a flow needs a target"));
    Kernel k = kernel.orElseThrow(() -> new IllegalArgumentException("a flow needs a kernel"));
    if (law.d() != start.d()) {
      throw new IllegalArgumentException(
          "start and target differ in dimension: " + start.d() + " != " + law.d());
    }
    Weights a = startWeights.orElseGet(() -> Weights.uniform(start.n()));
    Weights b = targetWeights.or(law::weights).orElseGet(() -> Weights.uniform(law.n()));
    if (redraw && law.isFixed()) {
      throw new IllegalArgumentException(
          "given points cannot be drawn anew: redrawTarget needs a law as target");
    }
    checkWeights("start", a, start.n());
    checkWeights("target", b, law.n());
    FlowSettings settings =
        new FlowSettings(
            k, stepSize, scheme, momentum, redraw, seed, precision, summation, miniBatch);
    Resident device = new Resident(engine, settings, start, a, law, b);
    return new Flow(settings, start, device, hooks.copy());
  }

  private static void checkWeights(String of, Weights weights, int n) {
    if (weights.n() != n) {
      throw new IllegalArgumentException(
          "the " + of + " has " + n + " points but " + weights.n() + " weights");
    }
  }
}
