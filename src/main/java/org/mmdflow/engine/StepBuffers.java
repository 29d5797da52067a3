package org.mmdflow.engine;

import org.mmdflow.measure.SquaredNorms;

/** Host arrays and device clouds that an {@link InterpretedStepper} keeps between steps. */
final class StepBuffers implements AutoCloseable {
  final Cloud noisy;
  final Cloud gradient;
  final double[] weights;
  final double[] g;
  final double[] u;
  double[] x;
  double[] z;
  double[] v;
  double[] nextV;
  private double[] target = new double[0];

  private StepBuffers(Engine engine, Cloud like) {
    int length = Math.toIntExact(like.n() * like.d());
    noisy = engine.cloud(like.n(), like.d(), like.precision());
    gradient = engine.cloud(like.n(), like.d(), like.precision());
    weights = new double[(int) like.n()];
    g = new double[length];
    u = new double[length];
    x = new double[length];
    z = new double[length];
    v = new double[length];
    nextV = new double[length];
  }

  static StepBuffers on(Engine engine, FlowState state) {
    return new StepBuffers(engine, state.particles());
  }

  boolean fit(Cloud cloud) {
    return noisy.n() == cloud.n()
        && noisy.d() == cloud.d()
        && noisy.precision() == cloud.precision();
  }

  double[] target(Cloud cloud) {
    int length = Math.toIntExact(cloud.n() * cloud.d());
    if (target.length != length) {
      target = new double[length];
    }
    return target;
  }

  /** The moved positions and velocities become the current ones. */
  void swap() {
    double[] old = x;
    x = z;
    z = old;
    old = v;
    v = nextV;
    nextV = old;
  }

  double meanSquaredGradient() {
    return SquaredNorms.weightedSum(g, noisy.d(), weights);
  }

  @Override
  public void close() {
    gradient.close();
    noisy.close();
  }
}
