package org.mmdflow.flow;

import java.util.Optional;
import org.mmdflow.engine.Cloud;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.FlowState;
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
  final KernelSum sum;
  final Stepper stepper;
  final Objective objective;
  final FlowState state;
  final TargetRule targetRule;
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
    this.law = law;
    int d = start.d();
    sum = engine.kernelSum(s.kernel(), d, s.precision(), Summation.exact());
    Cloud particles = engine.cloud(start.n(), d, s.precision());
    particles.write(start.data());
    target = engine.cloud(law.n(), d, s.precision());
    drawn = new double[Math.multiplyExact(law.n(), d)];
    Optional<Cloud> velocity =
        s.momentum() == 0
            ? Optional.empty()
            : Optional.of(engine.cloud(start.n(), d, s.precision()));
    objective =
        new MmdObjective(engine, sum, s.kernel(), particles, startWeights, target, targetWeights);
    state = new FlowState(particles, velocity, objective.weights(), objective.sources(), s.seed());
    targetRule = s.redrawTarget() ? new TargetRule.Redraw(law, target) : TargetRule.fixed();
    stepper = engine.stepper(sum);
    drawTarget(0);
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
    sum.close();
  }
}
