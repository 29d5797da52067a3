package org.mmdflow.report;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.twosample.TestResult;
import org.mmdflow.statistic.twosample.TestSettings;
import org.mmdflow.statistic.twosample.TwoSampleTest;

/**
 * How far two clouds are apart, and whether a random division of their points would be as far.
 *
 * @param mmd2U the unbiased estimate of all points; empty where a cloud is a single point
 * @param pValue (1 + permutations at least as far) / (1 + permutations), never 0; empty where the
 *     points have weights
 */
public record CloudComparison(OptionalDouble mmd2U, OptionalDouble pValue) {
  /** Larger clouds stand in the permutations by a random subset of so many points. */
  static final int LARGEST = 10_000;

  /**
   * Compares on {@code engine}, whose thread this must be.
   *
   * @param with permutations, their seed, and the threads that add up; its level does not matter
   * @param notes told what is undefined or taken from a subset
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static CloudComparison of(
      Engine engine,
      Precision precision,
      Kernel kernel,
      Sample x,
      Sample y,
      TestSettings with,
      Consumer<String> notes) {
    if (x.n() < 2 || y.n() < 2) {
      notes.accept("a cloud is a single point: there is no unbiased estimate of the distance");
      return unknown();
    }
    if (!x.weights().isUniform() || !y.weights().isUniform()) {
      double mmd2 = Mmd.estimate(engine, precision, kernel, x, y, Estimator.U).mmd2();
      notes.accept("the particles have weights, which no permutation keeps: there is no p-value");
      return new CloudComparison(OptionalDouble.of(mmd2), OptionalDouble.empty());
    }
    Points a = some(x.points(), 0, with.seed(), notes);
    Points b = some(y.points(), 1, with.seed(), notes);
    TestResult test = TwoSampleTest.permutation(engine, precision, kernel, a, b, with);
    // The test has the estimate already, unless it saw some of the points only.
    double mmd2 =
        a.n() == x.n() && b.n() == y.n()
            ? test.mmd2U()
            : Mmd.estimate(engine, precision, kernel, x, y, Estimator.U).mmd2();
    return new CloudComparison(OptionalDouble.of(mmd2), OptionalDouble.of(test.pValue()));
  }

  private static Points some(Points points, long draw, long seed, Consumer<String> notes) {
    if (points.n() <= LARGEST) {
      return points;
    }
    notes.accept(
        "the permutations take " + LARGEST + " of " + points.n() + " points, chosen at random");
    return points.rows(Noise.of(seed).subset(Purpose.SUBSET, draw, points.n(), LARGEST));
  }

  /** Where weights are not known, or a cloud is a single point, there is no distance. */
  public static CloudComparison unknown() {
    return new CloudComparison(OptionalDouble.empty(), OptionalDouble.empty());
  }
}
