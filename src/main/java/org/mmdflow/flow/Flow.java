package org.mmdflow.flow;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.Trace;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.Metrics;

/**
 * A cloud of N particles flowing onto a target: the Wasserstein gradient flow of F = MMD^2 / 2,
 * discretised (Arbel et al. 2019).
 *
 * <p>Belongs to the thread of its engine, but for {@link #requestStop}. The same settings and seed
 * give the same particles bit for bit on one kind of engine, however the steps are cut into runs.
 */
public final class Flow implements FlowView, AutoCloseable {
  private final FlowSettings settings;
  private final Points start;
  private final Resident device;
  private final StepPlan plan;
  private final FlowHooks hooks;
  private final Stopwatch stepTime = new Stopwatch();
  private final Stopwatch metricTime = new Stopwatch();
  private final Stopwatch listenerTime = new Stopwatch();
  private final Pace pace = new Pace();
  private final Gradients gradients = new Gradients();
  private volatile boolean stopRequested;
  private long step;
  private double flowTime;
  private Control control = Control.NONE;
  private Optional<Metrics> measured = Optional.empty();
  private OptionalDouble lastLoss = OptionalDouble.empty();

  Flow(FlowSettings settings, Points start, Resident device, FlowHooks hooks) {
    this.settings = settings;
    this.start = start;
    this.device = device;
    this.hooks = hooks;
    this.plan = new StepPlan(settings, device.targetRule);
  }

  /** Begins the description of a flow from N points in R^d. */
  public static FlowBuilder from(Points start) {
    return new FlowBuilder(start);
  }

  /**
   * Takes {@code steps} more steps, unless a stop rule, a stop request or a divergence comes first.
   */
  public Outcome run(long steps) {
    return run(steps, progress -> {});
  }

  /**
   * Likewise, telling {@code progress} after each stretch of steps: from one listener to the next,
   * at most about half a second.
   */
  public Outcome run(long steps, Consumer<Progress> progress) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be at least 0 but is " + steps);
    }
    long end = Math.addExact(step, steps);
    long began = System.nanoTime();
    while (true) {
      Optional<String> reason = visit();
      if (reason.isPresent()) {
        return new Outcome(Outcome.End.STOPPED, step, reason.get());
      }
      if (step == end) {
        return new Outcome(Outcome.End.COMPLETED, step, "all steps taken");
      }
      if (stopRequested) {
        stopRequested = false;
        return new Outcome(Outcome.End.INTERRUPTED, step, "stop requested");
      }
      int count = pace.batch(Math.min(hooks.boundaryAfter(step), end) - step);
      if (!advance(count)) {
        return new Outcome(
            Outcome.End.DIVERGED,
            step,
            "the step after " + step + " would leave a number that is not finite");
      }
      double seconds = (System.nanoTime() - began) * 1e-9;
      progress.accept(new Progress(step, end, seconds, pace.secondsPerStep(), lastLoss));
    }
  }

  /** Shows this state to whoever is due, once. */
  private Optional<String> visit() {
    long since = System.nanoTime();
    double metricsBefore = metricTime.seconds();
    Optional<String> reason = hooks.visit(this, this::decide);
    listenerTime.add(since + (long) ((metricTime.seconds() - metricsBefore) * 1e9));
    return reason;
  }

  private void decide(Control next) {
    if (next.noiseLevel().isPresent() && !settings.scheme().hasNoise()) {
      throw new IllegalStateException(
          "a controller chose a noise level, but the scheme is "
              + settings.scheme().name()
              + ", which has none");
    }
    control = next.over(control);
    gradients.clear();
  }

  private boolean advance(int count) {
    long since = System.nanoTime();
    Steps steps = plan.steps(step, count, control);
    Trace trace = device.stepper.advance(device.state, steps);
    stepTime.add(since);
    pace.took(count, (System.nanoTime() - since) * 1e-9);
    for (int k = 0; k < trace.completed(); k++) {
      flowTime += settings.stepSize(step + k, control);
    }
    step += trace.completed();
    forget();
    if (settings.redrawTarget()) {
      device.drawTarget(step);
    }
    hooks.taken(settings, steps, trace.completed());
    return trace.completed() == count;
  }

  /** What was computed of a state that is no more. */
  private void forget() {
    measured = Optional.empty();
    gradients.clear();
  }

  /**
   * Ends {@link #run} after the steps in flight, with listeners and stop rules served; where none
   * is in flight, or it was at its end, the next one before its first step. The one method for any
   * thread.
   */
  public void requestStop() {
    stopRequested = true;
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public double flowTime() {
    return flowTime;
  }

  @Override
  public Metrics metrics() {
    if (measured.isEmpty()) {
      long since = System.nanoTime();
      measured = Optional.of(device.objective.measure());
      metricTime.add(since);
      lastLoss = OptionalDouble.of(measured.get().halfMmd2V());
    }
    return measured.get();
  }

  @Override
  public Points particles() {
    return device.particles();
  }

  @Override
  public Points start() {
    return start;
  }

  @Override
  public double stepSize() {
    return settings.stepSize(step, control);
  }

  @Override
  public double noiseLevel() {
    return settings.noiseLevel(step, control);
  }

  @Override
  public Points gradientAt(Points points) {
    return device.gradientAt(points);
  }

  @Override
  public Points gradient() {
    return gradients.clean(this);
  }

  @Override
  public Points noisyGradient() {
    return gradients.noisy(this);
  }

  /**
   * By how much the gradient of the steps' summation departs from the exact one, at the particles
   * as they are (a thousand of them), relative to its length; 0 where steps are exact. Takes two
   * sums.
   */
  public double summationError() {
    return device.summationError();
  }

  @Override
  public FlowState state() {
    return device.state;
  }

  @Override
  public KernelSum kernelSum() {
    return device.sum;
  }

  @Override
  public FlowSettings settings() {
    return settings;
  }

  /** Where the time went so far; metrics asked for by listeners count as metrics. */
  public FlowTimes times() {
    return new FlowTimes(stepTime.seconds(), metricTime.seconds(), listenerTime.seconds());
  }

  /** All that {@link #restore} needs. */
  public FlowSnapshot snapshot() {
    return new FlowSnapshot(step, flowTime, device.particles(), device.velocity(), control);
  }

  /**
   * Goes on from {@code snapshot} as if this flow had taken its steps; listeners are not shown the
   * restored state again; stop rules are asked about it.
   *
   * @throws IllegalArgumentException if the snapshot is of another size, or only one of the two has
   *     a velocity
   */
  public void restore(FlowSnapshot snapshot) {
    device.restore(snapshot);
    step = snapshot.step();
    flowTime = snapshot.flowTime();
    control = snapshot.control();
    forget();
    hooks.restored(step);
    if (settings.redrawTarget()) {
      device.drawTarget(step);
    }
  }

  @Override
  public void close() {
    device.close();
  }
}
