package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.twosample.TestSettings;

/** The distance of two clouds and its p-value, on the reference engine in double. */
class CloudComparisonTest {
  private static final Kernel KERNEL = Kernel.gaussian(1);
  private static Engine engine;

  @BeforeAll
  static void open() {
    engine = Engines.open("reference", EngineOptions.DEFAULT);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static Points normal(int n, double mean, long seed) {
    return Distributions.gaussian(new double[] {mean, 0}, 1).sample(n, seed);
  }

  private static CloudComparison compare(Sample x, Sample y, List<String> notes) {
    return CloudComparison.of(
        engine, Precision.DOUBLE, KERNEL, x, y, new TestSettings(199, 0.05, 5, 1), notes::add);
  }

  @Test
  void cloudsOfDifferentLawsAreFurtherApartThanAnyDivision() {
    Sample x = Sample.of(normal(60, 0, 1));
    Sample y = Sample.of(normal(50, 2, 2));
    CloudComparison found = compare(x, y, new ArrayList<>());
    assertThat(found.pValue()).hasValue(1.0 / 200);
    assertThat(found.mmd2U().orElseThrow())
        .isCloseTo(
            Mmd.estimate(engine, Precision.DOUBLE, KERNEL, x, y, Estimator.U).mmd2(),
            within(1e-13));
  }

  @Test
  void cloudsOfOneLawAreAsFarApartAsManyDivisions() {
    CloudComparison found =
        compare(Sample.of(normal(60, 0, 1)), Sample.of(normal(50, 0, 2)), new ArrayList<>());
    assertThat(found.pValue().orElseThrow()).isBetween(0.05, 1.0);
  }

  /** All 6 divisions of {0, 1, 10, 11} into two pairs: 2 of them are as far apart as the first. */
  @Test
  void thePValueOfFourPointsIsThatOfTheirDivisions() {
    CloudComparison found =
        CloudComparison.of(
            engine,
            Precision.DOUBLE,
            Kernel.energy(),
            Sample.of(Points.of(2, 1, new double[] {0, 1})),
            Sample.of(Points.of(2, 1, new double[] {10, 11})),
            new TestSettings(20_000, 0.05, 3, 1),
            note -> {});
    assertThat(found.pValue().orElseThrow()).isCloseTo(1.0 / 3, within(0.015));
  }

  @Test
  void oneCloudTwiceIsNoDistance() {
    Sample x = Sample.of(normal(40, 0, 1));
    assertThat(compare(x, x, new ArrayList<>()).pValue()).hasValue(1);
  }

  @Test
  void weightsAndSinglePointsAreSaid() {
    List<String> notes = new ArrayList<>();
    Sample pair = Sample.of(normal(2, 0, 1));
    Sample weighted = new Sample(pair.points(), Weights.of(0.25, 0.75));
    CloudComparison one = compare(pair, weighted, notes);
    assertThat(one.mmd2U()).isPresent();
    assertThat(one.pValue()).isEmpty();
    assertThat(compare(pair, Sample.of(normal(1, 0, 1)), notes).mmd2U()).isEmpty();
    assertThat(notes)
        .containsExactly(
            "the particles have weights, which no permutation keeps: there is no p-value",
            "a cloud is a single point: there is no unbiased estimate of the distance");
  }

  @Test
  void largeCloudsStandByASubset() {
    List<String> notes = new ArrayList<>();
    Sample large = Sample.of(normal(10_001, 3, 1));
    CloudComparison found = compare(large, Sample.of(normal(30, 0, 2)), notes);
    assertThat(found.pValue()).hasValue(1.0 / 200);
    assertThat(notes)
        .containsExactly("the permutations take 10000 of 10001 points, chosen at random");
  }
}
