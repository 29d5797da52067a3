package org.mmdflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.kernel.Kernel;

/** An engine on the processor has the same bits for any number of threads. */
public interface ThreadContract extends EngineUnderTest {
  /** Opens the engine with so many threads. */
  Engine open(int threads);

  @ParameterizedTest
  @ValueSource(
      strings = {"gaussian(h=1)", "energy", "laplace(l=1) + 0.1*polynomial(degree=2, c=1)"})
  default void anyNumberOfThreadsHasTheSameBits(String kernel) {
    for (Precision precision : precisions()) {
      // Few points and many sources, and the other way round: work is cut both ways.
      for (int[] size :
          new int[][] {{1, 4099, 3}, {7, 7, 1}, {331, 1031, 2}, {1031, 257, 20}, {4099, 67, 3}}) {
        double[] one = compute(1, Kernel.parse(kernel), precision, size[0], size[1], size[2]);
        for (int threads : new int[] {2, 3, 7}) {
          assertThat(compute(threads, Kernel.parse(kernel), precision, size[0], size[1], size[2]))
              .as("%d threads, %s, %s", threads, precision, Arrays.toString(size))
              .isEqualTo(one);
        }
      }
    }
  }

  /** All that a kernel sum computes. */
  private double[] compute(int threads, Kernel kernel, Precision precision, int n, int m, int d) {
    Random random = new Random(41);
    double[] at = Problem.normals(random, n * d);
    Problem problem =
        Problem.of(
            d,
            at,
            new Problem.Sources(Problem.normals(random, m * d), Problem.normals(random, m)),
            new Problem.Sources(at, Problem.constant(1.0 / n, n)));
    try (Engine engine = open(threads);
        DeviceProblem device = new DeviceProblem(engine, precision, problem);
        KernelSum sum = engine.kernelSum(kernel, d, precision, Summation.exact())) {
      Computed both = Computed.on(sum, device);
      Part first = device.parts().get(0);
      Part second = device.parts().get(1);
      Cloud alone = device.cloud(n, 1);
      sum.value(device.at(), first, alone);
      Cloud block = device.cloud(n, m);
      sum.block(device.at(), first.points(), block);
      double[] forms = {
        sum.quadratic(second, first, Diagonal.INCLUDED),
        sum.quadratic(second, second, Diagonal.EXCLUDED)
      };
      return List.of(
              both.gradient(),
              both.values()[0],
              both.values()[1],
              Computed.read(alone),
              Computed.read(block),
              forms)
          .stream()
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  default void anyNumberOfThreadsTakesTheSameSteps(int threads) {
    for (Precision precision : precisions()) {
      assertThat(steps(threads, precision)).isEqualTo(steps(1, precision));
    }
  }

  private double[] steps(int threads, Precision precision) {
    StepPlan plan = new StepPlan(1.5, 0.3, 0.9, true);
    try (Engine engine = open(threads);
        FlowProblem flow = new FlowProblem(engine, precision)) {
      Trace trace = flow.stepper.advance(flow.state, plan.steps(flow, 0, 7));
      return List.of(
              flow.particles(),
              flow.velocities(),
              trace.scalars().get(Scalar.MEAN_SQUARED_GRADIENT))
          .stream()
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }
  }
}
