package org.mmdflow.experiment.reproduction;

import java.util.OptionalDouble;
import org.mmdflow.expression.Numbers;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Control;
import org.mmdflow.flow.Controller;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distribution;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;
import org.mmdflow.theory.NoiseTradeOff;

/**
 * How a run of the Gaussian toy chooses its noise level: one level throughout, or, every few steps,
 * the largest that satisfies the condition of Proposition 8.
 *
 * <p>The toy: 1,000 particles from N((10, 10), 0.25 I) onto N(0, I) in the plane, 1,000 points of
 * the target drawn anew before each step, h^2 = 40, step size 1 on half the squared MMD.
 *
 * @param level the level; empty for the largest that complies
 */
record NoiseChoice(OptionalDouble level) {
  static final NoiseChoice COMPLIANT = new NoiseChoice(OptionalDouble.empty());
  static final double SQUARED_BANDWIDTH = 40;
  static final double STEP_SIZE = 1;

  /** Steps between two choices of the largest compliant level. */
  static final int BETWEEN_CHOICES = 10;

  private static final int N = 1000;

  static NoiseChoice constant(double level) {
    return new NoiseChoice(OptionalDouble.of(level));
  }

  /** As a legend shows it. */
  String words() {
    return level.isEmpty()
        ? "largest compliant level"
        : level.getAsDouble() == 0 ? "no noise" : "level " + Numbers.format(level.getAsDouble());
  }

  /** The toy with this choice. */
  FlowBuilder flow(long seed) {
    FlowBuilder flow =
        Flow.from(
                Distributions.gaussian(new double[] {10, 10}, 0.5)
                    .of(N)
                    .sample(seed, Purpose.START))
            .to(target())
            .redrawTarget()
            .kernel(Kernel.gaussian(Math.sqrt(SQUARED_BANDWIDTH)))
            .stepSize(STEP_SIZE)
            .scheme(Scheme.noiseInjection(Schedule.constant(level.orElse(0))))
            .seed(seed);
    return level.isPresent() ? flow : flow.control(new Compliant());
  }

  private static Distribution target() {
    return Distributions.gaussian(new double[] {0, 0}, 1).of(N);
  }

  /** A draw of the target, to be shown under the particles. */
  static Points targetSample(long seed) {
    return target().sample(seed, Purpose.TARGET);
  }

  private static final class Compliant implements Controller {
    @Override
    public Cadence cadence() {
      return Cadence.every(BETWEEN_CHOICES);
    }

    @Override
    public Control decide(FlowView view) {
      return Control.noiseLevel(new NoiseTradeOff(view).largestCompliantLevel());
    }
  }
}
