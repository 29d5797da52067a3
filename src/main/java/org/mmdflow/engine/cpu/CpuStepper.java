package org.mmdflow.engine.cpu;

import java.util.Arrays;
import java.util.Map;
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
 * Steps that stay in the native library: noise, sums, velocity and move. A target that is drawn
 * anew is drawn by Java before each step.
 */
final class CpuStepper implements Stepper, Ownership.Owned {
  private final Ownership owner;
  private final CpuKernelSum sum;
  private long pointer;
  private double[] target = new double[0];

  CpuStepper(Ownership owner, CpuKernelSum sum) {
    this.owner = owner;
    this.sum = sum;
    pointer = Native.stepperMake(sum.pointer(owner));
    if (pointer == 0) {
      throw CpuKernelSum.noMemory();
    }
    owner.add(this);
  }

  @Override
  public Trace advance(FlowState state, Steps steps) {
    checkOpen();
    steps.checkMomentum(state);
    Shapes.checkState(sum.d(), sum.precision(), state);
    boolean recording = steps.record().contains(Scalar.MEAN_SQUARED_GRADIENT);
    double[] squares = new double[recording ? steps.count() : 0];
    int done = 0;
    if (steps.target() instanceof TargetRule.Redraw redraw) {
      double[] one = new double[recording ? 1 : 0];
      while (done < steps.count()) {
        draw(redraw, state.seed(), steps.first() + done);
        if (advance(state, steps, done, done + 1, one) == 0) {
          break;
        }
        System.arraycopy(one, 0, squares, recording ? done : 0, one.length);
        done++;
      }
    } else {
      done = advance(state, steps, 0, steps.count(), squares);
    }
    return new Trace(
        done,
        recording ? Map.of(Scalar.MEAN_SQUARED_GRADIENT, Arrays.copyOf(squares, done)) : Map.of());
  }

  private void draw(TargetRule.Redraw redraw, long seed, long step) {
    int length = Math.toIntExact(redraw.cloud().n() * redraw.cloud().d());
    if (target.length != length) {
      target = new double[length];
    }
    redraw.law().draw(seed, Purpose.TARGET, step, target);
    redraw.cloud().write(target);
  }

  /** Takes steps {@code from} to {@code to - 1} of {@code steps}; returns how many were good. */
  private int advance(FlowState state, Steps steps, int from, int to, double[] squares) {
    int count = to - from;
    double[] settings = new double[4 * count];
    System.arraycopy(steps.stepSize(), from, settings, 0, count);
    System.arraycopy(steps.evaluationNoise(), from, settings, count, count);
    System.arraycopy(steps.diffusion(), from, settings, 2 * count, count);
    System.arraycopy(steps.momentum(), from, settings, 3 * count, count);
    int done =
        Native.advance(
            pointer,
            NativeCloud.pointer(state.particles(), owner),
            state.velocity().map(v -> NativeCloud.pointer(v, owner)).orElse(0L),
            NativeCloud.pointer(state.weights(), owner),
            CpuKernelSum.pointers(state.sources(), owner),
            state.seed(),
            steps.first() + from,
            settings,
            squares);
    if (done < 0) {
      throw CpuKernelSum.noMemory();
    }
    return done;
  }

  private void checkOpen() {
    owner.check();
    if (pointer == 0) {
      throw new IllegalStateException("the stepper is closed");
    }
    sum.pointer(owner); // open still, since the native stepper uses it
  }

  @Override
  public void free() {
    if (pointer != 0) {
      Native.stepperFree(pointer);
      pointer = 0;
    }
  }

  @Override
  public void close() {
    owner.checkThread();
    free();
    owner.remove(this);
  }
}
