package org.mmdflow.experiment.reproduction.noise;

import java.util.OptionalDouble;
import org.mmdflow.experiment.reproduction.gaussian.GaussianToy;
import org.mmdflow.expression.Numbers;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Control;
import org.mmdflow.flow.Controller;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.theory.NoiseTradeOff;

/**
 * How a run of the Gaussian toy ({@link GaussianToy}) chooses its noise level: one level
 * throughout, or, every few steps, the largest that satisfies the condition of Proposition 8.
 *
 * @param level the level; empty for the largest that complies
 */
record ToyNoise(OptionalDouble level) {
  static final ToyNoise COMPLIANT = new ToyNoise(OptionalDouble.empty());

  /** Steps between two choices of the largest compliant level. */
  static final int BETWEEN_CHOICES = 10;

  static ToyNoise constant(double level) {
    return new ToyNoise(OptionalDouble.of(level));
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
        GaussianToy.flow(Scheme.noiseInjection(Schedule.constant(level.orElse(0))), seed);
    return level.isPresent() ? flow : flow.control(new Compliant());
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
