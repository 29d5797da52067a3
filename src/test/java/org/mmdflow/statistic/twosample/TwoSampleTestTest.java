package org.mmdflow.statistic.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.engine.Subsets;
import org.mmdflow.expression.UserError;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Noise;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.Sample;

/** Two-sample tests on the engines reference and cpu. */
class TwoSampleTestTest {
  private static final TestSettings FEW = new TestSettings(99, 0.05, 7, 1);
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    engine.close();
  }

  private double mmd2U(Kernel kernel, Points x, Points y) {
    return Mmd.estimate(engine, Precision.DOUBLE, kernel, Sample.of(x), Sample.of(y), Estimator.U)
        .mmd2();
  }

  /** Every resampled statistic is the estimate of the two samples that its split makes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gaussian(h=1)",
        "energy",
        "polynomial(degree=2, c=1)",
        "0.3*gaussian(h=1) + 0.7*laplace(l=2)"
      })
  void permutedStatisticsAreThoseOfTheSplits(String text) {
    Kernel kernel = Kernel.parse(text);
    for (int[] size : new int[][] {{31, 17}, {9, 30}, {2, 2}, {150, 160}}) {
      Points x = RandomClouds.gaussian(1, size[0], 3, 0.4, 1);
      Points y = RandomClouds.gaussian(2, size[1], 3);
      TestSettings with = new TestSettings(19, 0.05, 5, 1);
      TestResult result = TwoSampleTest.permutation(engine, Precision.DOUBLE, kernel, x, y, with);
      assertThat(result.mmd2U()).isCloseTo(mmd2U(kernel, x, y), within(1e-12));
      Points pooled = TwoSampleTest.pooled(x, y);
      Subsets splits = Splits.permutations(with, 19, 0, x.n(), y.n());
      int atLeast = 0;
      for (int p = 1; p <= 19; p++) {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int i = 0; i < pooled.n(); i++) {
          (splits.contains(p, i) ? first : second).add(i);
        }
        assertThat(first).hasSize(x.n());
        double expected = mmd2U(kernel, rows(pooled, first), rows(pooled, second));
        assertThat(result.resampled()[p - 1]).isCloseTo(expected, within(1e-12));
        atLeast += expected >= result.mmd2U() - 1e-12 ? 1 : 0;
      }
      assertThat(result.pValue()).isEqualTo((1.0 + atLeast) / 20);
    }
  }

  private static Points rows(Points points, List<Integer> indices) {
    return points.rows(indices.stream().mapToInt(i -> i).toArray());
  }

  @Test
  void wildBootstrapIsTheDefinition() {
    Kernel kernel = Kernel.parse("0.5*gaussian(h=1) + 0.5*laplace(l=2)");
    int n = 13;
    Points x = RandomClouds.gaussian(3, n, 2, 0.3, 1);
    Points y = RandomClouds.gaussian(4, n, 2);
    TestResult result = TwoSampleTest.wildBootstrap(engine, Precision.DOUBLE, kernel, x, y, FEW);
    assertThat(result.mmd2U()).isCloseTo(mmd2U(kernel, x, y), within(1e-13));
    int[] word = new int[1];
    for (int p = 0; p <= 99; p++) {
      Noise.of(7).words(Purpose.PERMUTATION, p, 0, 1, 1, word);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double sign = p == 0 || (word[0] >>> i & 1) == (word[0] >>> j & 1) ? 1 : -1;
          sum +=
              i == j
                  ? 0
                  : sign
                      * (NaiveMmd.value(kernel, x, i, x, j)
                          + NaiveMmd.value(kernel, y, i, y, j)
                          - NaiveMmd.value(kernel, x, i, y, j)
                          - NaiveMmd.value(kernel, x, j, y, i));
        }
      }
      double found = p == 0 ? result.statistic() : result.resampled()[p - 1];
      assertThat(found).isCloseTo(sum / (n * (n - 1)), within(1e-13));
    }
  }

  @Test
  void linearSignsAreTheDefinition() {
    Kernel kernel = Kernel.gaussian(1);
    Points x = RandomClouds.gaussian(3, 8300, 1, 0.3, 1);
    Points y = RandomClouds.gaussian(4, 9001, 1);
    TestResult result = TwoSampleTest.linear(kernel, x, y, FEW);
    int[][] words = new int[2][128];
    for (int p : new int[] {0, 1, 50, 99}) {
      Noise.of(7).words(Purpose.PERMUTATION, p, 0, 1, 128, words[0]);
      Noise.of(7).words(Purpose.PERMUTATION, p, 1, 1, 128, words[1]);
      double sum = 0;
      for (int i = 0; i < 4150; i++) {
        double h =
            NaiveMmd.value(kernel, x, 2 * i, x, 2 * i + 1)
                + NaiveMmd.value(kernel, y, 2 * i, y, 2 * i + 1)
                - NaiveMmd.value(kernel, x, 2 * i, y, 2 * i + 1)
                - NaiveMmd.value(kernel, x, 2 * i + 1, y, 2 * i);
        boolean plus = (words[i / 4096][i % 4096 / 32] >>> i & 1) == 1;
        sum += p == 0 || plus ? h : -h;
      }
      double found = p == 0 ? result.mmd2U() : result.resampled()[p - 1];
      assertThat(found).isCloseTo(sum / 4150, within(1e-13));
    }
  }

  @Test
  void blocksAreTheMeanOfTheirTests() {
    Kernel kernel = Kernel.gaussian(1);
    Points x = RandomClouds.gaussian(5, 50, 2, 0.2, 1);
    Points y = RandomClouds.gaussian(6, 31, 2);
    TestResult result = TwoSampleTest.block(engine, Precision.DOUBLE, kernel, x, y, FEW, 20);
    double mean = 0;
    for (int[] rows : new int[][] {{0, 16, 0, 10}, {16, 33, 10, 20}, {33, 50, 20, 31}}) {
      mean += mmd2U(kernel, rows(x, rows[0], rows[1]), rows(y, rows[2], rows[3])) / 3;
    }
    assertThat(result.mmd2U()).isCloseTo(mean, within(1e-13));
    TestResult whole = TwoSampleTest.block(engine, Precision.DOUBLE, kernel, x, y, FEW, 50);
    TestResult all = TwoSampleTest.permutation(engine, Precision.DOUBLE, kernel, x, y, FEW);
    assertThat(whole.resampled()).isEqualTo(all.resampled());
  }

  private static Points rows(Points points, int from, int to) {
    return points.rows(java.util.stream.IntStream.range(from, to).toArray());
  }

  /** One kernel, all of the level: the second set of splits decides, and ties count. */
  @Test
  void aggregationKeepsToTheLeastOfItsKernels() {
    Points x = RandomClouds.gaussian(8, 40, 2);
    Points y = RandomClouds.gaussian(9, 40, 2, 0, 1.9);
    List<Kernel> kernels = TwoSampleTest.bandwidths(Kernel.gaussian(1), 2);
    assertThat(kernels).hasSize(5).first().isEqualTo(Kernel.gaussian(0.25));
    TestResult result =
        TwoSampleTest.aggregated(
            engine, Precision.FLOAT, kernels, x, y, new TestSettings(199, 0.05, 1, 1));
    assertThat(result.reject()).isTrue();
    assertThat(result.bandwidths()).hasSize(5);
    double least = 1;
    for (BandwidthResult each : result.bandwidths()) {
      assertThat(each.weight()).isEqualTo(0.2);
      assertThat(each.mmd2U()).isCloseTo(mmd2U(each.kernel(), x, y), within(1e-6));
      assertThat(each.adjustedPValue()).isGreaterThanOrEqualTo(each.pValue() / 2);
      least = Math.min(least, each.adjustedPValue());
    }
    assertThat(result.pValue()).isEqualTo(least);
    assertThat(result.kernel())
        .isEqualTo(
            result.bandwidths().stream()
                .min((a, b) -> Double.compare(a.pValue(), b.pValue()))
                .orElseThrow()
                .kernel());
  }

  private TestResult test(
      TestMethod method, Engine on, Precision precision, Points x, Points y, TestSettings with) {
    Kernel kernel = Kernel.gaussian(1.2);
    return switch (method) {
      case PERMUTATION -> TwoSampleTest.permutation(on, precision, kernel, x, y, with);
      case WILD_BOOTSTRAP -> TwoSampleTest.wildBootstrap(on, precision, kernel, x, y, with);
      case LINEAR -> TwoSampleTest.linear(kernel, x, y, with);
      case BLOCK -> TwoSampleTest.block(on, precision, kernel, x, y, with, 6);
      case AGGREGATED ->
          TwoSampleTest.aggregated(on, precision, TwoSampleTest.bandwidths(kernel, 1), x, y, with);
    };
  }

  /**
   * 2,000 pairs of samples of one law: the number of rejections lies in the 99 % interval of the
   * binomial law, mean 100 and standard deviation 9.75, for each statistic. (1 + P) level = 5 is
   * whole, so that the level is exact up to ties.
   */
  @ParameterizedTest
  @EnumSource(TestMethod.class)
  void theLevelIsKept(TestMethod method) {
    int rejections = 0;
    try (Engine cpu = Engines.open("cpu", new EngineOptions(1))) {
      for (int r = 0; r < 2000; r++) {
        Points x = RandomClouds.gaussian(2L * r, 12, 1);
        Points y = RandomClouds.gaussian(2L * r + 1, 12, 1);
        TestSettings with = new TestSettings(99, 0.05, r, 1);
        rejections += test(method, cpu, Precision.FLOAT, x, y, with).reject() ? 1 : 0;
      }
    }
    assertThat(rejections).isBetween(75, 125);
  }

  @ParameterizedTest
  @EnumSource(TestMethod.class)
  void aShiftIsFound(TestMethod method) {
    Points x = RandomClouds.gaussian(1, 60, 2);
    Points y = RandomClouds.gaussian(2, 60, 2, 1.5, 1);
    TestResult result = test(method, engine, Precision.FLOAT, x, y, FEW);
    assertThat(result.pValue()).isEqualTo(0.01);
    assertThat(result.reject()).isTrue();
    assertThat(result.method()).isEqualTo(method);
    assertThat(result.permutations()).isEqualTo(99);
  }

  /** Identical samples: nothing is farther from a difference, ties included. */
  @ParameterizedTest
  @EnumSource(TestMethod.class)
  void identicalSamplesHaveThePValueOne(TestMethod method) {
    Points x = RandomClouds.gaussian(1, 24, 2);
    for (Precision precision : Precision.values()) {
      TestResult result = test(method, engine, precision, x, x, FEW);
      assertThat(result.pValue()).isEqualTo(1);
      assertThat(result.mmd2U()).isLessThanOrEqualTo(0);
    }
  }

  /** Few different splits: those equal to the observed one, or its mirror image, count as ties. */
  @Test
  void tiesCountAgainstARejection() {
    Points x = Points.of(3, 1, new double[] {0, 0.1, 0.3});
    Points y = Points.of(3, 1, new double[] {9, 9.25, 9.4});
    for (String name : List.of("reference", "cpu")) {
      try (Engine on = Engines.open(name, new EngineOptions(1))) {
        for (Precision precision : Precision.values()) {
          TestSettings with = new TestSettings(1999, 0.05, 3, 1);
          TestResult result =
              TwoSampleTest.permutation(on, precision, Kernel.gaussian(3), x, y, with);
          // 2 of 20 splits; the standard deviation of the fraction is 0.0067.
          assertThat(result.pValue()).isCloseTo(0.1, within(0.02));
        }
      }
    }
    // All points equal: every split is a tie.
    Points same = Points.zeros(5, 2);
    assertThat(
            TwoSampleTest.permutation(engine, Precision.FLOAT, Kernel.gaussian(1), same, same, FEW)
                .pValue())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestMethod.class)
  void oneSeedHasOnePValueOnEveryEngineAndAnyThreads(TestMethod method) {
    Points x = RandomClouds.gaussian(1, 300, 3);
    Points y = RandomClouds.gaussian(2, 300, 3, 0.05, 1);
    TestSettings one = new TestSettings(99, 0.05, 11, 1);
    double expected = test(method, engine, Precision.FLOAT, x, y, one).pValue();
    double[] resampled = new double[0];
    for (int threads : new int[] {1, 2, 3}) {
      try (Engine cpu = Engines.open("cpu", new EngineOptions(threads))) {
        TestSettings with = new TestSettings(99, 0.05, 11, threads);
        TestResult result = test(method, cpu, Precision.FLOAT, x, y, with);
        assertThat(result.pValue()).isEqualTo(expected);
        resampled = threads == 1 ? result.resampled() : resampled;
        assertThat(result.resampled()).isEqualTo(resampled);
      }
    }
    TestSettings other = new TestSettings(99, 0.05, 12, 1);
    assertThat(test(method, engine, Precision.FLOAT, x, y, other).resampled())
        .isNotEqualTo(test(method, engine, Precision.FLOAT, x, y, one).resampled());
  }

  /** Several blocks of rows and columns, and samples far from the origin, in float. */
  @Test
  void manyBlocksAgreeWithOneEstimate() {
    Points x = RandomClouds.gaussian(1, 5000, 1, 1e6, 1);
    Points y = RandomClouds.gaussian(2, 3900, 1, 1e6, 1);
    TestSettings with = new TestSettings(1, 0.5, 5, 2);
    try (Engine cpu = Engines.open("cpu", new EngineOptions(2))) {
      TestResult result =
          TwoSampleTest.permutation(cpu, Precision.FLOAT, Kernel.gaussian(1), x, y, with);
      double expected =
          Mmd.estimate(
                  cpu,
                  Precision.DOUBLE,
                  Kernel.gaussian(1),
                  Sample.of(x),
                  Sample.of(y),
                  Estimator.U)
              .mmd2();
      assertThat(result.mmd2U()).isCloseTo(expected, within(1e-7));
    }
  }

  @Test
  void mistakesAreNamed() {
    Points one = Points.zeros(1, 2);
    Points two = Points.zeros(2, 2);
    Points three = Points.zeros(3, 2);
    assertFails(TestMethod.PERMUTATION, one, two, "the first sample is a single point");
    assertFails(TestMethod.LINEAR, two, one, "the second sample is a single point");
    assertFails(TestMethod.PERMUTATION, two, Points.zeros(2, 3), "dimensions differ: 2 != 3");
    assertFails(TestMethod.WILD_BOOTSTRAP, two, three, "sizes differ: 2 != 3, in a wild");
    assertFails(TestMethod.BLOCK, Points.zeros(12, 2), three, "a sample of 3 points has fewer");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> new TestSettings(10, 0.05, 1, 1))
        .withMessage(
            "with 10 permutations no p-value is below 0.0909 and none can reach the level"
                + " 0.05, in a two-sample test; use 19 permutations or more");
    assertThat(new TestSettings(19, 0.05, 1, 1).permutations()).isEqualTo(19);
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> new TestSettings(99, Double.NaN, 1, 1))
        .withMessageStartingWith("the level must be above 0 and below 1 but is NaN");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> new TestSettings(0, 0.05, 1, 1))
        .withMessageStartingWith("permutations must be from 1 to 1,000,000 but are 0, in");
    Points huge = Points.of(2, 1, new double[] {1e30, -1e30});
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(
            () ->
                TwoSampleTest.permutation(
                    engine, Precision.FLOAT, Kernel.polynomial(3, 0), huge, huge, FEW))
        .withMessageStartingWith("a value of the kernel is not finite");
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> TestMethod.parse("permutaton", "--method"))
        .withMessage("unknown method \"permutaton\", in --method; did you mean \"permutation\"?");
    for (TestMethod method : TestMethod.values()) {
      assertThat(TestMethod.parse(method.toString(), "--method")).isEqualTo(method);
    }
  }

  private void assertFails(TestMethod method, Points x, Points y, String message) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> test(method, engine, Precision.FLOAT, x, y, FEW))
        .withMessageContaining(message);
  }
}
