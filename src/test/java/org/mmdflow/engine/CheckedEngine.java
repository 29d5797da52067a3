package org.mmdflow.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.kernel.Kernel;

/**
 * Any engine, watched: use after close, use from another thread and what is still open when the
 * engine closes are {@link AssertionError}s, the last with the place that made it.
 */
final class CheckedEngine implements Engine {
  private final Engine engine;
  private final Thread thread = Thread.currentThread();
  private final Map<Object, Throwable> open = new LinkedHashMap<>();
  private boolean closed;

  CheckedEngine(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Device device() {
    return engine.device();
  }

  @Override
  public Cloud cloud(long n, int d, Precision precision) {
    check();
    CheckedCloud cloud = new CheckedCloud(engine.cloud(n, d, precision));
    open.put(cloud, new Throwable("made here: " + n + " x " + d));
    return cloud;
  }

  @Override
  public KernelSum kernelSum(Kernel kernel, int d, Precision precision, Summation how) {
    check();
    CheckedSum sum = new CheckedSum(engine.kernelSum(kernel, d, precision, how));
    open.put(sum, new Throwable("made here: " + kernel));
    return sum;
  }

  @Override
  public Stepper stepper(KernelSum sum) {
    check();
    CheckedStepper stepper = new CheckedStepper(engine.stepper(((CheckedSum) sum).use()));
    open.put(stepper, new Throwable("made here: a stepper"));
    return stepper;
  }

  @Override
  public void close() {
    check();
    closed = true;
    engine.close();
    if (!open.isEmpty()) {
      AssertionError leak = new AssertionError(open.size() + " left open");
      open.values().forEach(leak::addSuppressed);
      throw leak;
    }
  }

  private void check() {
    if (Thread.currentThread() != thread) {
      throw new AssertionError("used by " + Thread.currentThread() + ", made by " + thread);
    }
    if (closed) {
      throw new AssertionError("the engine is closed");
    }
  }

  private void use(Object resource) {
    check();
    if (!open.containsKey(resource)) {
      throw new AssertionError(resource.getClass().getSimpleName() + " used after close");
    }
  }

  private static Cloud bare(Cloud cloud) {
    return ((CheckedCloud) cloud).use();
  }

  private static Part bare(Part part) {
    return new Part(bare(part.points()), bare(part.weights()));
  }

  private static List<Part> bare(List<Part> parts) {
    return parts.stream().map(CheckedEngine::bare).toList();
  }

  private final class CheckedCloud implements Cloud {
    private final Cloud cloud;

    CheckedCloud(Cloud cloud) {
      this.cloud = cloud;
    }

    Cloud use() {
      CheckedEngine.this.use(this);
      return cloud;
    }

    @Override
    public long n() {
      return cloud.n();
    }

    @Override
    public int d() {
      return cloud.d();
    }

    @Override
    public Precision precision() {
      return cloud.precision();
    }

    @Override
    public void write(double[] rowMajor) {
      use().write(rowMajor);
    }

    @Override
    public void read(double[] rowMajor) {
      use().read(rowMajor);
    }

    @Override
    public void write(long firstPoint, double[] rowMajor) {
      use().write(firstPoint, rowMajor);
    }

    @Override
    public void read(long firstPoint, double[] rowMajor) {
      use().read(firstPoint, rowMajor);
    }

    @Override
    public void close() {
      use().close();
      open.remove(this);
    }
  }

  private final class CheckedSum implements KernelSum {
    private final KernelSum sum;

    CheckedSum(KernelSum sum) {
      this.sum = sum;
    }

    KernelSum use() {
      CheckedEngine.this.use(this);
      return sum;
    }

    @Override
    public void gradient(Cloud at, List<Part> sources, Cloud gradient, List<Cloud> values) {
      use()
          .gradient(
              bare(at),
              bare(sources),
              bare(gradient),
              values.stream().map(CheckedEngine::bare).toList());
    }

    @Override
    public void value(Cloud at, Part source, Cloud out) {
      use().value(bare(at), bare(source), bare(out));
    }

    @Override
    public double quadratic(Part a, Part b, Diagonal diagonal) {
      return use().quadratic(bare(a), bare(b), diagonal);
    }

    @Override
    public void block(Cloud rows, Cloud columns, Cloud out) {
      use().block(bare(rows), bare(columns), bare(out));
    }

    @Override
    public void close() {
      use().close();
      open.remove(this);
    }
  }

  private final class CheckedStepper implements Stepper {
    private final Stepper stepper;

    CheckedStepper(Stepper stepper) {
      this.stepper = stepper;
    }

    @Override
    public Trace advance(FlowState state, Steps steps) {
      CheckedEngine.this.use(this);
      Optional<Cloud> velocity = state.velocity().map(CheckedEngine::bare);
      FlowState bareState =
          new FlowState(
              bare(state.particles()),
              velocity,
              bare(state.weights()),
              bare(state.sources()),
              state.seed());
      return stepper.advance(bareState, bareSteps(steps));
    }

    private static Steps bareSteps(Steps s) {
      TargetRule target =
          s.target() instanceof TargetRule.Redraw redraw
              ? new TargetRule.Redraw(redraw.law(), bare(redraw.cloud()))
              : s.target();
      return new Steps(
          s.first(),
          s.count(),
          s.stepSize(),
          s.evaluationNoise(),
          s.diffusion(),
          s.momentum(),
          target,
          s.record());
    }

    @Override
    public void close() {
      CheckedEngine.this.use(this);
      stepper.close();
      open.remove(this);
    }
  }
}
