package org.mmdflow.flow;

import java.util.List;
import java.util.Optional;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.FlowState;
import org.mmdflow.engine.InterpretedStepper;
import org.mmdflow.engine.KernelSum;
import org.mmdflow.engine.Stepper;
import org.mmdflow.engine.Summation;
import org.mmdflow.engine.TargetRule;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.MmdObjective;
import org.mmdflow.objective.Objective;
import org.mmdflow.random.Purpose;

/**
 * What a flow keeps on the device: clouds, sums, objective and stepper, made and freed together.
 */
final class Resident implements AutoCloseable {
  /** Particles at which two sums are compared, at most. */
  private static final int COMPARED = 1000;

  final KernelSum sum;
  final Stepper stepper;
  private final KernelSum stepSum;
  final Objective objective;
  final FlowState state;
  final TargetRule targetRule;
  private final Engine engine;
  private final Cloud target;
  private final Distribution law;
  private final double[] drawn;

  Resident(
      Engine engine,
      FlowSettings s,
      Points start,
      Weights startWeights,
      Distribution law,
      Weights targetWeights) {
    this.engine = engine;
    this.law = law;
    int d = start.d();
    checkFinite("start", start.data(), d);
    engine
        .unable(s.kernel(), d, s.precision(), s.summation())
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    s.scheme()
        .unable(s.kernel(), start.n(), d)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    drawn = new double[Math.multiplyExact(law.n(), d)];
    law.draw(s.seed(), Purpose.TARGET, 0, drawn);
    checkFinite("target", drawn, d);
    sum = engine.kernelSum(s.kernel(), d, s.precision(), Summation.exact());
    Cloud particles = engine.cloud(start.n(), d, s.precision());
    particles.write(start.data());
    target = engine.cloud(law.n(), d, s.precision());
    target.write(drawn);
    Optional<Cloud> velocity =
        s.momentum() == 0
            ? Optional.empty()
            : Optional.of(engine.cloud(start.n(), d, s.precision()));
    objective =
        new MmdObjective(engine, sum, s.kernel(), particles, startWeights, target, targetWeights);
    state = new FlowState(particles, velocity, objective.weights(), objective.sources(), s.seed());
    targetRule = s.redrawTarget() ? new TargetRule.Redraw(law, target) : TargetRule.fixed();
    stepSum =
        s.summation().equals(Summation.exact())
            ? sum
            : engine.kernelSum(s.kernel(), d, s.precision(), s.summation());
    stepper = stepper(s, start.n(), d);
  }

  private Stepper stepper(FlowSettings s, int n, int d) {
    if (s.scheme() instanceof Scheme.Sobolev sobolev) {
      double ridge = sobolev.ridge(s.kernel());
      return new InterpretedStepper(engine, stepSum, new KernelSobolev(s.kernel(), n, d, ridge));
    }
    Stepper plain = engine.stepper(stepSum);
    Optional<StepKernel> kernels = StepKernel.of(s.scheme(), s.kernel(), d);
    return kernels.isEmpty()
        ? plain
        : new ChangingStepper(
            kernels.get(),
            s.kernel(),
            plain,
            kernel -> engine.kernelSum(kernel, d, s.precision(), s.summation()),
            engine::stepper);
  }

  private static void checkFinite(String of, double[] data, int d) {
    for (int i = 0; i < data.length; i++) {
      if (!Double.isFinite(data[i])) {
        throw new IllegalArgumentException(
            "point " + i / d + " of the " + of + " has the coordinate " + data[i]);
      }
    }
  }

  /** Puts draw number {@code step} of the target on the device. */
  void drawTarget(long step) {
    law.draw(state.seed(), Purpose.TARGET, step, drawn);
    target.write(drawn);
    objective.targetChanged();
  }

  Points particles() {
    return read(state.particles());
  }

  Optional<Points> velocity() {
    return state.velocity().map(Resident::read);
  }

  /** The gradient of the witness as it stands, at any points. */
  Points gradientAt(Points z) {
    Cloud like = state.particles();
    if (z.d() != like.d()) {
      throw new IllegalArgumentException("dimensions differ: " + z.d() + " != " + like.d());
    }
    try (Cloud at = engine.cloud(z.n(), z.d(), like.precision());
        Cloud gradient = engine.cloud(z.n(), z.d(), like.precision())) {
      at.write(z.data());
      sum.gradient(at, objective.sources(), gradient, List.of());
      return read(gradient);
    }
  }

  /**
   * By how much the steps' gradient departs from the exact one at the particles, the first thousand
   * of them, relative to its length.
   */
  double summationError() {
    if (stepSum == sum) {
      return 0;
    }
    Cloud like = state.particles();
    int n = (int) Math.min(COMPARED, like.n());
    double[] some = new double[n * like.d()];
    like.read(0, some);
    try (Cloud at = engine.cloud(n, like.d(), like.precision());
        Cloud gradient = engine.cloud(n, like.d(), like.precision())) {
      at.write(some);
      sum.gradient(at, objective.sources(), gradient, List.of());
      double[] exact = read(gradient).data();
      stepSum.gradient(at, objective.sources(), gradient, List.of());
      double[] found = read(gradient).data();
      double apart = 0;
      double length = 0;
      for (int i = 0; i < exact.length; i++) {
        apart = Math.hypot(apart, found[i] - exact[i]);
        length = Math.hypot(length, exact[i]);
      }
      return apart == 0 ? 0 : apart / length;
    }
  }

  /** Goes back to the particles and the velocity of {@code snapshot}. */
  void restore(FlowSnapshot snapshot) {
    if (snapshot.velocity().isPresent() != state.velocity().isPresent()) {
      throw new IllegalArgumentException(
          snapshot.velocity().isPresent()
              ? "the snapshot has a velocity but the flow has no momentum"
              : "the flow has momentum but the snapshot has no velocity");
    }
    checkSize(snapshot.particles());
    snapshot.velocity().ifPresent(this::checkSize);
    state.particles().write(snapshot.particles().data());
    state.velocity().ifPresent(v -> v.write(snapshot.velocity().orElseThrow().data()));
  }

  private void checkSize(Points points) {
    Cloud like = state.particles();
    if (points.n() != like.n() || points.d() != like.d()) {
      throw new IllegalArgumentException(
          "sizes of snapshot and flow differ: "
              + points.n()
              + " x "
              + points.d()
              + " != "
              + like.n()
              + " x "
              + like.d());
    }
  }

  private static Points read(Cloud cloud) {
    Points points = Points.zeros(Math.toIntExact(cloud.n()), cloud.d());
    cloud.read(points.data());
    return points;
  }

  @Override
  public void close() {
    stepper.close();
    objective.close();
    target.close();
    state.velocity().ifPresent(Cloud::close);
    state.particles().close();
    if (stepSum != sum) {
      stepSum.close();
    }
    sum.close();
  }
}
