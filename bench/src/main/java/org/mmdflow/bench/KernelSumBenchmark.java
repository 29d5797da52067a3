package org.mmdflow.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Summation;
import org.mmdflow.random.Purpose;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Pairs per second of one kernel sum on any engine: n points, m sources, both from N(0, I). */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class KernelSumBenchmark {
  /** Points of evaluation. */
  @Param("10000")
  public int n;

  /** Sources. */
  @Param("10000")
  public int m;

  /** Dimension. */
  @Param("2")
  public int d;

  /** A kernel; {@code default} is the Gaussian of bandwidth sqrt d. */
  @Param(BenchmarkEngine.DEFAULT_KERNEL)
  public String kernel;

  /** equal, as in a flow, or general. */
  @Param("general")
  public String weights;

  /** FLOAT or DOUBLE. */
  @Param("DOUBLE")
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
  private Cloud at;
  private Part sources;
  private Cloud gradient;
  private Cloud values;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Counts pairs instead of calls, and the process's time on all processors. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counter {
    /** Pairs evaluated. */
    public long pairs;

    /** Pairs over this is the rate of one core, also where other programs take their share. */
    public long cpuNanoseconds;

    private long begin;

    /** Starts anew. */
    @Setup(Level.Iteration)
    public void clear() {
      pairs = 0;
      begin = PROCESS.getProcessCpuTime();
    }

    private void add(long more) {
      pairs += more;
      cpuNanoseconds = PROCESS.getProcessCpuTime() - begin;
    }
  }

  /** Opens the engine and fills its clouds. */
  @Setup
  public void open() {
    opened = BenchmarkEngine.open(engine, threads, instructionSet);
    sum = opened.kernelSum(BenchmarkEngine.kernel(kernel, d), d, precision, Summation.exact());
    at = BenchmarkEngine.normals(opened, n, d, precision, Purpose.START);
    Cloud masses =
        switch (weights) {
          case "equal" -> BenchmarkEngine.constant(opened, m, precision, 1.0 / m);
          case "general" -> BenchmarkEngine.uniforms(opened, m, precision);
          default -> throw new IllegalArgumentException("weights are equal or general: " + weights);
        };
    sources = new Part(BenchmarkEngine.normals(opened, m, d, precision, Purpose.TARGET), masses);
    gradient = opened.cloud(n, d, precision);
    values = opened.cloud(n, 1, precision);
  }

  /** Values and gradients in one pass. */
  @Benchmark
  public void valueAndGradient(Counter counter) {
    sum.gradient(at, List.of(sources), gradient, List.of(values));
    counter.add((long) n * m);
  }

  /** Values alone. */
  @Benchmark
  public void valueAlone(Counter counter) {
    sum.value(at, sources, values);
    counter.add((long) n * m);
  }

  /** Closes the engine and all it owns. */
  @TearDown
  public void close() {
    opened.close();
  }
}
