package org.mmdflow.experiment.reproduction.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.mmdflow.engine.Diagonal;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Part;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Stoppable;
import org.mmdflow.experiment.reproduction.gaussian.GaussianToy;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.FlowView;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.theory.ChosenNoise;
import org.mmdflow.theory.Spread;

/** One run of the Gaussian toy ({@link GaussianToy}) with one way of choosing the noise level. */
record NoisyToy(Way way, long seed, Precision precision) {

  /** Steps between two readings. */
  static final long EVERY = 50;

  /** Who chooses the level. */
  enum Way {
    CHOSEN("chosen"),
    PUBLISHED("noise to 5,000"),
    HALVED("halved every 1,000"),
    PLAIN("plain");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    /** As a legend shows it. */
    String words() {
      return words;
    }

    private Scheme scheme() {
      return switch (this) {
        case CHOSEN -> Scheme.noiseInjection(Schedule.constant(0));
        case PUBLISHED ->
            Scheme.noiseInjection(
                Schedule.constantUntil(GaussianToy.NOISE, GaussianToy.NOISE_ENDS));
        case HALVED -> Scheme.noiseInjection(Schedule.halving(GaussianToy.NOISE, 1000));
        case PLAIN -> Scheme.euler();
      };
    }
  }

  /**
   * What was read of a run, as many of each.
   *
   * @param step of the readings, ascending
   * @param loss half the squared MMD (V-statistic of the particles) to the law of the target
   * @param level of the next step's noise
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Course(double[] step, double[] loss, double[] level) {
    /** The loss at a step at which it was read. */
    double lossAt(long at) {
      return loss[Math.toIntExact(at / EVERY)];
    }

    /** The mean of the readings after a step. */
    double meanLossAfter(long after) {
      double sum = 0;
      int count = 0;
      for (int i = 0; i < step.length; i++) {
        if (step[i] > after) {
          sum += loss[i];
          count++;
        }
      }
      return sum / count;
    }
  }

  /** Runs it; empty where it was asked to stop or diverged. */
  Optional<Course> run(Engine engine, long steps, LongConsumer progress, BooleanSupplier stop) {
    List<double[]> read = new ArrayList<>();
    FlowBuilder builder =
        flow()
            .listen(
                Cadence.every(EVERY),
                view -> read.add(new double[] {view.step(), loss(view), view.noiseLevel()}));
    try (Flow flow = builder.on(engine)) {
      return Stoppable.run(flow, steps, progress, stop)
          ? Optional.of(new Course(column(read, 0), column(read, 1), column(read, 2)))
          : Optional.empty();
    }
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  private FlowBuilder flow() {
    FlowBuilder flow = GaussianToy.flow(way.scheme(), seed).precision(precision);
    if (way == Way.CHOSEN) {
      Weights equal = Weights.uniform(GaussianToy.N);
      Points start = GaussianToy.start(seed);
      double spread = Spread.pooled(start, equal, GaussianToy.targetSample(seed), equal);
      flow.control(ChosenNoise.upTo(ChosenNoise.maxFor(spread)));
    }
    return flow;
  }

  /**
   * Half the squared MMD to N(0, I) itself: the mean of k(x, Y) is h^2 / (h^2 + 1) exp(-|x|^2 / (2
   * (h^2 + 1))), that of k(Y, Y') is h^2 / (h^2 + 2).
   */
  static double loss(FlowView view) {
    Part particles = view.state().sources().get(0);
    double repulsion = view.kernelSum().quadratic(particles, particles, Diagonal.INCLUDED);
    Points x = view.particles();
    double squared = GaussianToy.SQUARED_BANDWIDTH;
    double wide = squared + 1;
    double attraction = 0;
    for (int i = 0; i < x.n(); i++) {
      double square = x.get(i, 0) * x.get(i, 0) + x.get(i, 1) * x.get(i, 1);
      attraction += squared / wide * Math.exp(-square / (2 * wide)) / x.n();
    }
    return 0.5 * (repulsion - 2 * attraction + squared / (squared + 2));
  }
}
