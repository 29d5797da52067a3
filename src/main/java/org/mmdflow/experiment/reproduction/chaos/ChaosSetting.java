package org.mmdflow.experiment.reproduction.chaos;

import java.util.List;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Gaussian;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Law;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

/**
 * The flows that are compared: one target, one step size, many numbers of particles.
 *
 * @param sizes numbers of particles, ascending, each twice the one before
 * @param limit particles that stand for the limit
 * @param repeats runs of the largest size; half the size has twice as many, at most {@link
 *     #MOST_REPEATS}
 * @param steps of each run
 * @param noiseLevel of noise injection; 0 for none
 * @param seed of the limit; run r has seed + r, r from 1
 * @param precision how clouds are stored
 */
record ChaosSetting(
    List<Integer> sizes,
    int limit,
    int repeats,
    long steps,
    double noiseLevel,
    long seed,
    Precision precision) {
  static final int MOST_REPEATS = 64;
  static final int D = 2;
  static final double STEP_SIZE = 0.1;
  static final int TARGET_POINTS = 500;
  static final Gaussian KERNEL = new Gaussian(1);

  /** Standard deviation of the start on each axis. */
  static final double SPREAD = 0.5;

  private static final Law START = Distributions.gaussian(new double[] {1.5, 0}, SPREAD);
  private static final int READINGS = 20;

  /** Runs of this size. */
  int repeats(int size) {
    return (int) Math.min(Math.max(MOST_REPEATS, repeats), (long) repeats * largest() / size);
  }

  int largest() {
    return sizes.get(sizes.size() - 1);
  }

  /** The largest size that run r takes part in. */
  int largest(int r) {
    return sizes.stream().filter(n -> repeats(n) >= r).mapToInt(n -> n).max().orElseThrow();
  }

  /** Runs in all. */
  int runs() {
    return sizes.stream().mapToInt(this::repeats).max().orElseThrow();
  }

  /** The first n starting points of run r; more begin with fewer. */
  Points start(int n, int r) {
    return START.sample(n, seed + r);
  }

  /** The same points for all. */
  Points target() {
    return Distributions.gaussian(new double[] {0, 0}, 1.0)
        .of(TARGET_POINTS)
        .sample(seed, Purpose.TARGET);
  }

  /**
   * Run r with n particles; its noise is addressed by particle, so that more share that of fewer.
   */
  FlowBuilder flow(int n, int r) {
    return Flow.from(start(n, r))
        .to(target())
        .kernel(KERNEL)
        .stepSize(STEP_SIZE)
        .scheme(
            noiseLevel == 0 ? Scheme.euler() : Scheme.noiseInjection(Schedule.constant(noiseLevel)))
        .seed(seed + r)
        .precision(precision);
  }

  /** Steps from one reading to the next. */
  long every() {
    return Math.max(1, steps / READINGS);
  }

  /** Readings in all, that of the start included. */
  int readings() {
    return (int) (steps / every()) + 1;
  }

  /** Flow time of a reading. */
  double time(int reading) {
    return reading * every() * STEP_SIZE;
  }

  /**
   * Theorem 9 without the term of the target's sampling, which the runs share: what the mean
   * distance at flow time {@code time} is at most.
   */
  double bound(int size, double time) {
    double lipschitz = KERNEL.lipschitz().orElseThrow();
    double spread = noiseLevel + Math.sqrt(D) * SPREAD;
    return 0.25
        * spread
        / Math.sqrt(size)
        * Math.exp(2 * lipschitz * time)
        * Math.expm1(4 * lipschitz * time);
  }
}
