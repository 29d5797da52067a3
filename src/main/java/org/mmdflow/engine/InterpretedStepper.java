package org.mmdflow.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/**
 * Steps for any engine that has only kernel sums: positions pass through the host between steps.
 * Its buffers live from one call to the next, so that a step allocates nothing.
 */
public final class InterpretedStepper implements Stepper {
  private final Engine engine;
  private final KernelSum sum;
  private final Optional<Preconditioner> preconditioner;
  private Optional<StepBuffers> kept = Optional.empty();
  private boolean closed;

  /** Steps by {@code sum}, with buffers on {@code engine}. */
  public InterpretedStepper(Engine engine, KernelSum sum) {
    this(engine, sum, Optional.empty());
  }

  /** Likewise, along the gradient that {@code preconditioner} makes of the sum's. */
  public InterpretedStepper(Engine engine, KernelSum sum, Preconditioner preconditioner) {
    this(engine, sum, Optional.of(preconditioner));
  }

  private InterpretedStepper(
      Engine engine, KernelSum sum, Optional<Preconditioner> preconditioner) {
    this.engine = engine;
    this.sum = sum;
    this.preconditioner = preconditioner;
  }

  /** Bytes of the clouds that a stepper keeps on its engine: noisy particles and gradients. */
  static long cloudBytes(long n, int d, Precision precision) {
    return 2 * n * d * precision.bytes();
  }

  @Override
  public Trace advance(FlowState state, Steps steps) {
    check(state, steps);
    StepBuffers b = buffersFor(state);
    state.particles().read(b.x);
    state.weights().read(b.weights);
    state.velocity().ifPresent(v -> v.read(b.v));
    boolean recording = steps.record().contains(Scalar.MEAN_SQUARED_GRADIENT);
    double[] squares = new double[recording ? steps.count() : 0];
    int done = 0;
    while (done < steps.count()) {
      computeGradient(state, steps, done, b);
      double square = recording ? b.meanSquaredGradient() : 0;
      preconditioner.ifPresent(p -> p.apply(b.x, b.weights, b.g));
      if (!move(state, steps, done, b)) {
        break;
      }
      if (recording) {
        squares[done] = square;
      }
      done++;
    }
    return new Trace(
        done,
        recording ? Map.of(Scalar.MEAN_SQUARED_GRADIENT, Arrays.copyOf(squares, done)) : Map.of());
  }

  private void check(FlowState state, Steps steps) {
    if (closed) {
      throw new IllegalStateException("the stepper is closed");
    }
    steps.checkMomentum(state);
  }

  private void computeGradient(FlowState state, Steps steps, int k, StepBuffers b) {
    long step = steps.first() + k;
    if (steps.target() instanceof TargetRule.Redraw redraw) {
      double[] target = b.target(redraw.cloud());
      redraw.law().draw(state.seed(), Purpose.TARGET, step, target);
      redraw.cloud().write(target);
    }
    Cloud at = state.particles();
    double level = steps.evaluationNoise()[k];
    if (level != 0) {
      drawNormals(state, Purpose.EVALUATION_NOISE, step, b);
      StepArithmetic.perturb(at.precision(), b.x, level, b.u, b.z);
      b.noisy.write(b.z);
      at = b.noisy;
    }
    sum.gradient(at, state.sources(), b.gradient, List.of());
    b.gradient.read(b.g);
  }

  /** Moves the particles, unless that would leave a number that is not finite. */
  private static boolean move(FlowState state, Steps steps, int k, StepBuffers b) {
    Precision p = state.particles().precision();
    System.arraycopy(b.v, 0, b.nextV, 0, b.v.length);
    StepArithmetic.accelerate(p, b.nextV, steps.momentum()[k], steps.stepSize()[k], b.g);
    StepArithmetic.move(p, b.x, b.nextV, b.z);
    double diffusion = steps.diffusion()[k];
    if (diffusion != 0) {
      drawNormals(state, Purpose.DIFFUSION, steps.first() + k, b);
      StepArithmetic.perturb(p, b.z, diffusion, b.u, b.z);
    }
    if (!StepArithmetic.allFinite(b.z) || !StepArithmetic.allFinite(b.nextV)) {
      return false;
    }
    b.swap();
    state.particles().write(b.x);
    state.velocity().ifPresent(v -> v.write(b.v));
    return true;
  }

  private static void drawNormals(FlowState state, Purpose purpose, long step, StepBuffers b) {
    Cloud x = state.particles();
    Noise.of(state.seed()).normals(purpose, step, 0, (int) x.n(), x.d(), b.u);
  }

  private StepBuffers buffersFor(FlowState state) {
    StepBuffers buffers =
        kept.filter(b -> b.fit(state.particles())).orElseGet(() -> StepBuffers.on(engine, state));
    if (kept.isPresent() && kept.get() != buffers) {
      kept.get().close();
    }
    kept = Optional.of(buffers);
    return buffers;
  }

  @Override
  public void close() {
    closed = true;
    kept.ifPresent(StepBuffers::close);
    kept = Optional.empty();
  }
}
