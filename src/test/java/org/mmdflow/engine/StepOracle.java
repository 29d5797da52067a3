package org.mmdflow.engine;

import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;

/** The flow of {@link FlowProblem} in double, by the oracle's gradients. */
final class StepOracle {
  private final double[] x;
  private final double[] v;
  private double[] y;
  private double meanSquaredGradient;

  StepOracle(FlowProblem flow) {
    x = flow.particles();
    v = flow.velocities();
    y = Computed.read(flow.target);
  }

  void step(StepPlan plan, long step) {
    if (plan.redraw()) {
      y = new double[y.length];
      FlowProblem.LAW.draw(FlowProblem.SEED, Purpose.TARGET, step, y);
    }
    double[] z = x.clone();
    addNormals(z, Purpose.EVALUATION_NOISE, step, plan.noise(step));
    double[] gradient = gradient(z);
    meanSquaredGradient = 0;
    for (int i = 0; i < x.length; i++) {
      meanSquaredGradient += gradient[i] * gradient[i] / FlowProblem.N;
      v[i] = plan.momentum() * v[i] - plan.size(step) * gradient[i];
      x[i] += v[i];
    }
    addNormals(x, Purpose.DIFFUSION, step, plan.diffusion(step));
  }

  private double[] gradient(double[] z) {
    int n = FlowProblem.N;
    int m = FlowProblem.M;
    Problem problem =
        Problem.of(
            FlowProblem.D,
            z,
            new Problem.Sources(x, Problem.constant(1.0 / n, n)),
            new Problem.Sources(y, Problem.constant(-1.0 / m, m)));
    return Oracle.sums(FlowProblem.KERNEL, problem).gradient();
  }

  private static void addNormals(double[] to, Purpose purpose, long step, double level) {
    double[] normals = new double[to.length];
    Noise.of(FlowProblem.SEED)
        .normals(purpose, step, 0, to.length / FlowProblem.D, FlowProblem.D, normals);
    for (int i = 0; i < to.length; i++) {
      to[i] += level * normals[i];
    }
  }

  double[] x() {
    return x;
  }

  double[] v() {
    return v;
  }

  double meanSquaredGradient() {
    return meanSquaredGradient;
  }
}
