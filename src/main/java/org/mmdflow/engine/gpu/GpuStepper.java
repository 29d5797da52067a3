package org.mmdflow.engine.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.Leaves;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Scalar;
import org.mmdflow.engine.Shapes;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.TargetRule;
import org.mmdflow.engine.Trace;
import org.mmdflow.engine.host.Ownership;
import org.mmdflow.random.Purpose;

/**
 * Steps that stay on the device: all of a call are queued at once, and the host hears of them at
 * the end. A step that would leave a number that is not finite is not committed, and those queued
 * behind it do nothing. A target that is drawn anew is drawn by Java before each step.
 */
final class GpuStepper implements Stepper, Ownership.Owned {
  private final GpuSession session;
  private final GpuKernelSum sum;
  private final Scratch noisy;
  private final Scratch gradient;
  private final Scratch nextX;
  private final Scratch nextV;
  private final Scratch leaves;
  private final Scratch trace;
  private final Buffer stopped;
  private final Buffer infinite;
  private double[] target = new double[0];
  private boolean closed;

  GpuStepper(GpuSession session, GpuKernelSum sum) {
    this.session = session;
    this.sum = sum;
    noisy = new Scratch(session);
    gradient = new Scratch(session);
    nextX = new Scratch(session);
    nextV = new Scratch(session);
    leaves = new Scratch(session);
    trace = new Scratch(session);
    stopped = session.queue().allocate(Integer.BYTES);
    infinite = session.queue().allocate(Integer.BYTES);
    session.ownership().add(this);
  }

  @Override
  public Trace advance(FlowState state, Steps steps) {
    checkOpen();
    steps.checkMomentum(state);
    GpuCloud.memory(state.particles(), session);
    Shapes.checkState(sum.d(), sum.precision(), state);
    boolean recording = steps.record().contains(Scalar.MEAN_SQUARED_GRADIENT);
    session.queue().fill(stopped, -1, Integer.BYTES);
    session.queue().fill(infinite, 0, Integer.BYTES);
    double pairs =
        (double) state.particles().n()
            * state.sources().stream().mapToDouble(s -> (double) s.points().n()).sum();
    sum.timed(pairs * steps.count(), () -> enqueue(state, steps, recording));
    int last = session.queue().readInteger(stopped);
    int done = last < 0 ? steps.count() : last;
    return new Trace(
        done,
        recording
            ? Map.of(
                Scalar.MEAN_SQUARED_GRADIENT,
                Arrays.copyOf(
                    session.readSums(trace.atLeast(8L * steps.count()), steps.count()), done))
            : Map.of());
  }

  private void enqueue(FlowState state, Steps steps, boolean recording) {
    Move move = new Move(state, steps, recording);
    for (int k = 0; k < steps.count(); k++) {
      if (steps.target() instanceof TargetRule.Redraw redraw) {
        draw(redraw, state.seed(), steps.first() + k);
      }
      move.enqueue(k);
      session.queue().flush();
    }
  }

  private void draw(TargetRule.Redraw redraw, long seed, long step) {
    int length = Math.toIntExact(redraw.cloud().n() * redraw.cloud().d());
    if (target.length != length) {
      target = new double[length];
    }
    redraw.law().draw(seed, Purpose.TARGET, step, target);
    redraw.cloud().write(target);
  }

  /** The launches of one call's steps. */
  private final class Move {
    private final Steps steps;
    private final boolean recording;
    private final long seed;
    private final long n;
    private final int d = sum.d();
    private final long count;
    private final Precision precision = sum.precision();
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
    private final Buffer record;

    Move(FlowState state, Steps steps, boolean recording) {
      this.steps = steps;
      this.recording = recording;
      seed = state.seed();
      n = state.particles().n();
      count = n * d;
      hasVelocity = state.velocity().isPresent();
      sources = sum.sources(state.sources());
      long bytes = count * precision.bytes();
      x = memory(state.particles());
      z = noisy.atLeast(bytes);
      slope = gradient.atLeast(bytes);
      toX = nextX.atLeast(bytes);
      toV = nextV.atLeast(bytes);
      v = state.velocity().map(this::memory).orElse(toV);
      weights = memory(state.weights());
      squares = leaves.atLeast(8 * Leaves.count(n));
      record = trace.atLeast(8L * steps.count());
    }

    private Buffer memory(Cloud cloud) {
      return GpuCloud.memory(cloud, session);
    }

    void enqueue(int k) {
      Buffer at = x;
      if (steps.evaluationNoise()[k] != 0) {
        noise(x, steps.evaluationNoise()[k], Purpose.EVALUATION_NOISE, k, z);
        at = z;
      }
      sum.enqueueGradient(at, n, sources, slope, List.of(), stopped);
      each(
          "move_particles",
          count,
          x,
          v,
          slope,
          number(steps.momentum()[k]),
          number(steps.stepSize()[k]),
          count,
          toX,
          toV,
          infinite,
          stopped);
      if (steps.diffusion()[k] != 0) {
        noise(toX, steps.diffusion()[k], Purpose.DIFFUSION, k, toX);
        each("check_finite", count, toX, count, infinite);
      }
      each("decide", 1, infinite, k, stopped);
      if (recording) {
        long some = Leaves.count(n);
        each("square_gradients", some, slope, weights, n, d, squares);
        each("record", 1, squares, some, k, record);
      }
      each("commit", count, toX, toV, count, x, v, hasVelocity ? 1 : 0, stopped);
    }

    private void noise(Buffer from, double level, Purpose purpose, int k, Buffer to) {
      each(
          "add_noise",
          n * ((d - 1) / 4 + 1),
          from,
          number(level),
          seed,
          purpose.code(),
          steps.first() + k,
          n,
          d,
          to,
          stopped);
    }

    private Object number(double value) {
      return Numbers.of(precision, value);
    }

    private void each(String name, long items, Object... arguments) {
      int size = items == 1 ? 1 : Elementwise.ITEMS;
      session
          .queue()
          .launch(
              session.driver().steps(precision, name),
              (items + size - 1) / size,
              1,
              size,
              arguments);
    }
  }

  private void checkOpen() {
    session.ownership().check();
    if (closed) {
      throw new IllegalStateException("the stepper is closed");
    }
    sum.check(session);
  }

  @Override
  public void free() {
    if (!closed) {
      closed = true;
      for (Scratch scratch : List.of(noisy, gradient, nextX, nextV, leaves, trace)) {
        scratch.free();
      }
      session.queue().free(stopped);
      session.queue().free(infinite);
    }
  }

  @Override
  public void close() {
    session.ownership().checkThread();
    free();
    session.ownership().remove(this);
  }
}
