package org.mmdflow.engine.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Scalar;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.TargetRule;
import org.mmdflow.random.Purpose;

/**
 * The launches of one call's steps. What changes from step to step is on the device; here it
 * decides only which launches there are, and of few particles not even that.
 */
final class StepLaunches {
  private final GpuSession session;
  private final GpuKernelSum sum;
  private final Steps steps;
  private final long seed;
  private final long n;
  private final int d;
  private final boolean few;
  private final boolean noisy;
  private final boolean recording;
  private final boolean hasVelocity;
  private final List<Source> sources;
  private final Buffer x;
  private final Buffer v;
  private final Buffer weights;
  private final Buffer z;
  private final Buffer slope;
  private final Buffer toX;
  private final Buffer toV;
  private final Buffer squares;
  private final Buffer trace;
  private final Buffer schedule;
  private final Buffer progress;
  private Optional<Buffer> sums = Optional.empty();

  /** For the steps that the buffers have begun. */
  StepLaunches(
      GpuSession session, GpuKernelSum sum, StepBuffers buffers, FlowState state, Steps steps) {
    this.session = session;
    this.sum = sum;
    this.steps = steps;
    seed = state.seed();
    n = state.particles().n();
    d = sum.d();
    noisy = Arrays.stream(steps.evaluationNoise()).anyMatch(level -> level != 0);
    recording = steps.record().contains(Scalar.MEAN_SQUARED_GRADIENT);
    hasVelocity = state.velocity().isPresent();
    x = memory(state.particles());
    Buffer moving = state.velocity().map(this::memory).orElse(x);
    sources =
        sum.sources(
            state.sources(), points -> points != x && points != moving && points != redrawn());
    few = sum.isFew(n, sources);
    long bytes = n * d * sum.precision().bytes();
    z = noisy ? buffers.noisy.atLeast(bytes) : x;
    slope = recording ? buffers.gradient.atLeast(bytes) : x;
    toX = buffers.nextX.atLeast(bytes);
    toV = buffers.nextV.atLeast(bytes);
    v = state.velocity().map(this::memory).orElse(toV);
    weights = memory(state.weights());
    squares = buffers.leaves.atLeast(8 * Leaves.count(n));
    trace = buffers.trace.atLeast(8L * steps.count());
    schedule = buffers.schedule.atLeast(1);
    progress = buffers.progress;
  }

  private Buffer redrawn() {
    return steps.target() instanceof TargetRule.Redraw redraw ? memory(redraw.cloud()) : progress;
  }

  private Buffer memory(Cloud cloud) {
    return GpuCloud.memory(cloud, session);
  }

  /** Whether every step is the same launches, and a short one: worth being recorded. */
  boolean areAlike() {
    return few && !(steps.target() instanceof TargetRule.Redraw);
  }

  /**
   * What launches are made of, once one was enqueued: where two calls agree, a recording of one
   * serves the other.
   */
  List<Object> identity() {
    return List.of(
        seed,
        n,
        noisy,
        recording,
        hasVelocity,
        sources,
        x,
        v,
        weights,
        z,
        slope,
        toX,
        toV,
        squares,
        trace,
        schedule,
        sums);
  }

  /** Enqueues step k of the call. */
  void enqueue(int k) {
    Buffer at = few ? z : steps.evaluationNoise()[k] == 0 ? x : z;
    if (at != x) {
      addNoise();
    }
    sum.enqueueGradient(at, n, sources, k == 0, progress, slots -> move(slots, at));
    if (recording) {
      launch("square_gradients", Leaves.count(n), slope, weights, n, d, squares);
    }
    launch(
        "commit",
        Elementwise.groups(n * d),
        toX,
        toV,
        n * d,
        x,
        v,
        hasVelocity ? 1 : 0,
        squares,
        recording ? Leaves.count(n) : 0L,
        trace,
        progress);
  }

  private void addNoise() {
    launch(
        "add_noise",
        Elementwise.groups(n * fours()),
        x,
        schedule,
        seed,
        Purpose.EVALUATION_NOISE.code(),
        n,
        d,
        z,
        progress);
  }

  private void move(Slots s, Buffer at) {
    sums = Optional.of(s.sums());
    launch(
        "move_particles",
        Elementwise.groups(s.rows() * fours()),
        s.sums(),
        s.gradientAt(),
        s.gradientSlots(),
        s.size(),
        s.rows(),
        sum.slopeFactor(),
        s.first(),
        s.rows(),
        at,
        s.frame(),
        x,
        v,
        d,
        schedule,
        seed,
        Purpose.DIFFUSION.code(),
        recording ? 1 : 0,
        slope,
        toX,
        toV,
        progress);
  }

  /** Coordinates go in fours, as random words do. */
  private long fours() {
    return (d - 1L) / 4 + 1;
  }

  private void launch(String name, long groups, Object... arguments) {
    session
        .queue()
        .launch(
            session.driver().steps(sum.precision(), name), groups, 1, Elementwise.ITEMS, arguments);
  }
}
