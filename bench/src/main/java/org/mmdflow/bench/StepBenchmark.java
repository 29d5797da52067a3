package org.mmdflow.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Steps;
import org.mmdflow.engine.Summation;
import org.mmdflow.engine.TargetRule;
import org.mmdflow.random.Purpose;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of one step with noise injection, n particles towards m of a target. What a step costs
 * beyond its n (n + m) pairs is the difference to {@link #pairsAlone}; what a call costs beyond its
 * steps, that of {@link #oneByOne} to {@link #atOnce}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StepBenchmark {
  private static final int STEPS = 10;

  /** Particles. */
  @Param({"100", "1000"})
  public int n;

  /** Points of the target. */
  @Param("1000")
  public int m;

  /** Dimension. */
  @Param("2")
  public int d;

  /** A kernel; {@code default} is the Gaussian of bandwidth sqrt d. */
  @Param(BenchmarkEngine.DEFAULT_KERNEL)
  public String kernel;

  /** FLOAT or DOUBLE. */
  @Param("FLOAT")
  public Precision precision;

  /** As in --engine. */
  @Param("reference")
  public String engine;

  /** As in --threads; 0 for all. */
  @Param("0")
  public int threads;

  /**
   * What the engine cpu must use: avx512, avx2, neon or plain; {@code best} leaves it the choice.
   */
  @Param(BenchmarkEngine.BEST_INSTRUCTION_SET)
  public String instructionSet;

  private Engine opened;
  private KernelSum sum;
  private Stepper stepper;
  private FlowState state;
  private Cloud gradient;
  private double[] start;
  private Steps all;
  private long next;

  /** Opens the engine and fills its clouds. */
  @Setup
  public void open() {
    opened = BenchmarkEngine.open(engine, threads, instructionSet);
    sum = opened.kernelSum(BenchmarkEngine.kernel(kernel, d), d, precision, Summation.exact());
    stepper = opened.stepper(sum);
    Cloud particles = BenchmarkEngine.normals(opened, n, d, precision, Purpose.START);
    start = new double[n * d];
    particles.read(start);
    Cloud target = BenchmarkEngine.normals(opened, m, d, precision, Purpose.TARGET);
    Cloud weights = BenchmarkEngine.constant(opened, n, precision, 1.0 / n);
    Cloud negative = BenchmarkEngine.constant(opened, m, precision, -1.0 / m);
    List<Part> sources = List.of(new Part(particles, weights), new Part(target, negative));
    state = new FlowState(particles, Optional.empty(), weights, sources, 1);
    gradient = opened.cloud(n, d, precision);
    all = steps(0, STEPS);
  }

  /** Particles begin where they did, so that every iteration sees the same cloud. */
  @Setup(Level.Iteration)
  public void rewind() {
    state.particles().write(start);
  }

  private static Steps steps(long first, int count) {
    double[] zeros = new double[count];
    return new Steps(
        first,
        count,
        filled(count, 0.01),
        filled(count, 0.1),
        zeros,
        zeros,
        TargetRule.fixed(),
        Set.of());
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  /** Ten steps in one call; time of one. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public int atOnce() {
    return stepper.advance(state, all).completed();
  }

  /** Ten calls of one step; time of one. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long oneByOne() {
    for (int i = 0; i < STEPS; i++) {
      stepper.advance(state, steps(next++, 1));
    }
    return next;
  }

  /** The gradient that a step needs, without the step. */
  @Benchmark
  public void pairsAlone() {
    sum.gradient(state.particles(), state.sources(), gradient, List.of());
  }

  /** Closes the engine and all it owns. */
  @TearDown
  public void close() {
    opened.close();
  }
}
