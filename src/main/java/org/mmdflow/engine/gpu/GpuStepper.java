package org.mmdflow.engine.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.engine.FlowState;
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
 * behind it do nothing. Short steps are recorded and replayed many at a time. A target that is
 * drawn anew is drawn by Java before each step.
 */
final class GpuStepper implements Stepper, Ownership.Owned {
  /** Steps of a recording: its launch must be worth it, and a call has some more. */
  private static final int RECORDED = 16;

  private final GpuSession session;
  private final GpuKernelSum sum;
  private final StepBuffers buffers;
  private Optional<Recorded> recorded = Optional.empty();
  private double[] target = new double[0];
  private boolean closed;

  /** A recording, and of what it is made. */
  private record Recorded(List<Object> identity, Queue.Recording steps) {}

  GpuStepper(GpuSession session, GpuKernelSum sum) {
    this.session = session;
    this.sum = sum;
    buffers = new StepBuffers(session);
    session.ownership().add(this);
  }

  @Override
  public Trace advance(FlowState state, Steps steps) {
    checkOpen();
    steps.checkMomentum(state);
    GpuCloud.memory(state.particles(), session);
    Shapes.checkState(sum.d(), sum.precision(), state);
    buffers.begin(steps, sum.precision());
    StepLaunches launches = new StepLaunches(session, sum, buffers, state, steps);
    double pairs =
        (double) state.particles().n()
            * state.sources().stream().mapToDouble(s -> (double) s.points().n()).sum();
    sum.timed(pairs * steps.count(), () -> enqueue(launches, state.seed(), steps));
    int last = session.queue().readInteger(buffers.progress);
    int done = last < 0 ? steps.count() : last;
    return new Trace(done, trace(steps, done));
  }

  private Map<Scalar, double[]> trace(Steps steps, int done) {
    if (!steps.record().contains(Scalar.MEAN_SQUARED_GRADIENT)) {
      return Map.of();
    }
    double[] all = session.readSums(buffers.trace.atLeast(8L * steps.count()), steps.count());
    return Map.of(Scalar.MEAN_SQUARED_GRADIENT, Arrays.copyOf(all, done));
  }

  private void enqueue(StepLaunches launches, long seed, Steps steps) {
    for (int k = launches.areAlike() ? replay(launches, steps.count()) : 0;
        k < steps.count();
        k++) {
      if (steps.target() instanceof TargetRule.Redraw redraw) {
        draw(redraw, seed, steps.first() + k);
      }
      launches.enqueue(k);
      session.queue().flush();
    }
  }

  /** Enqueues most of {@code count} steps from recordings; how many. */
  private int replay(StepLaunches launches, int count) {
    if (count <= RECORDED) {
      return 0;
    }
    // Buffers are made when they are first asked for, which must not be while recording.
    launches.enqueue(0);
    if (recorded.filter(r -> r.identity().equals(launches.identity())).isEmpty()) {
      forget();
      Queue.Recording made =
          session
              .queue()
              .record(
                  () -> {
                    for (int k = 1; k <= RECORDED; k++) {
                      launches.enqueue(k);
                    }
                  });
      recorded = Optional.of(new Recorded(launches.identity(), made));
    }
    int done = 1;
    for (; done + RECORDED <= count; done += RECORDED) {
      session.queue().replay(recorded.orElseThrow().steps());
    }
    return done;
  }

  private void forget() {
    Optional<Recorded> last = recorded;
    recorded = Optional.empty();
    last.ifPresent(r -> session.queue().free(r.steps()));
  }

  private void draw(TargetRule.Redraw redraw, long seed, long step) {
    int length = Math.toIntExact(redraw.cloud().n() * redraw.cloud().d());
    if (target.length != length) {
      target = new double[length];
    }
    redraw.law().draw(seed, Purpose.TARGET, step, target);
    redraw.cloud().write(target);
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
      try {
        forget();
      } finally {
        buffers.free();
      }
    }
  }

  @Override
  public void close() {
    session.ownership().checkThread();
    free();
    session.ownership().remove(this);
  }
}
