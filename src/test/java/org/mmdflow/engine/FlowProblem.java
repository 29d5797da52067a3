package org.mmdflow.engine;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distribution;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** A small flow on an engine: N particles with momentum, M target points. */
final class FlowProblem implements AutoCloseable {
  static final int N = 67;
  static final int M = 41;
  static final int D = 3;
  static final long SEED = 0x5eed_0000_0001L;
  static final Kernel KERNEL = Kernel.gaussian(1.2);

  /** Standard normals about (1, 1, 1), drawn anew by step. */
  static final Distribution LAW =
      new Distribution() {
        @Override
        public int n() {
          return M;
        }

        @Override
        public int d() {
          return D;
        }

        @Override
        public void draw(long seed, Purpose purpose, long step, long firstParticle, double[] out) {
          Noise.of(seed).normals(purpose, step, firstParticle, M, D, out);
          for (int i = 0; i < out.length; i++) {
            out[i] += 1;
          }
        }
      };

  final DeviceProblem device;
  final Cloud velocity;
  final Cloud target;
  final FlowState state;
  final KernelSum sum;
  final Stepper stepper;

  FlowProblem(Engine engine, Precision precision) {
    Random random = new Random(37);
    double[] x = Problem.normals(random, N * D);
    double[] y = Problem.normals(random, M * D);
    device =
        new DeviceProblem(
            engine,
            precision,
            Problem.of(
                D,
                x,
                new Problem.Sources(x, Problem.constant(1.0 / N, N)),
                new Problem.Sources(y, Problem.constant(-1.0 / M, M))));
    target = device.parts().get(1).points();
    velocity = device.cloud(new double[N * D], D);
    Cloud weights = device.parts().get(0).weights();
    state =
        new FlowState(
            device.at(),
            Optional.of(velocity),
            weights,
            List.of(new Part(device.at(), weights), device.parts().get(1)),
            SEED);
    sum = engine.kernelSum(KERNEL, D, precision, Summation.exact());
    stepper = engine.stepper(sum);
  }

  double[] particles() {
    return Computed.read(device.at());
  }

  double[] velocities() {
    return Computed.read(velocity);
  }

  @Override
  public void close() {
    stepper.close();
    sum.close();
    device.close();
  }
}
