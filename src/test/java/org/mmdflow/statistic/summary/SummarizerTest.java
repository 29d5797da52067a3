package org.mmdflow.statistic.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.DistributionParser;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.random.Purpose;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.MedianHeuristic;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

/** Whole summaries, on the engine {@code reference}. */
class SummarizerTest {
  private static final long STEPS = 250;

  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    assertThat(engine.device().engine()).isEqualTo("reference");
    engine.close();
  }

  private Summarizer on(ScaledSample sample, Kernel kernel, long seed) {
    return new Summarizer(engine, Precision.FLOAT, kernel, sample, seed, Watch.NOBODY);
  }

  private static Kernel median(ScaledSample sample) {
    return Kernel.gaussian(MedianHeuristic.median(sample.scaled().points(), 0));
  }

  private static Points postalCodes(int n) {
    return DistributionParser.parse("us-postal-codes(n=" + n + ")", Path.of(""))
        .sample(1, Purpose.TARGET);
  }

  /** The claim of the README, on 1,000 of the codes and 50 points. */
  @Test
  void theFlowIsFarBelowRandomSubsetsAndBelowAllThatChooseRows() {
    ScaledSample sample = ScaledSample.of(Sample.of(postalCodes(1_000)), ScaleRule.WHOLE);
    Map<Method, Double> mmd2 = new EnumMap<>(Method.class);
    try (Summarizer summarizer = on(sample, median(sample), 1)) {
      for (Method method : Method.values()) {
        Summary summary = summarizer.summarize(method, 50, StartRule.THINNED, STEPS);
        Summary weighted = summarizer.withOptimalWeights(summary, OptimalWeights.RIDGE);
        assertThat(summary.method()).isEqualTo(method);
        assertThat(weighted.mmd2()).isLessThan(summary.mmd2());
        mmd2.put(method, summary.mmd2());
      }
      double random = summarizer.random(50).mmd2();
      assertThat(mmd2.get(Method.FLOW)).isLessThan(random / 1_000);
      assertThat(mmd2.get(Method.FLOW)).isLessThan(mmd2.get(Method.GREEDY) / 10);
      assertThat(mmd2.get(Method.FLOW)).isLessThan(mmd2.get(Method.HERDING) / 10);
      assertThat(mmd2.get(Method.FLOW)).isLessThan(mmd2.get(Method.THINNING));
      assertThat(mmd2.get(Method.GREEDY)).isLessThan(random / 4);
      assertThat(mmd2.get(Method.THINNING)).isLessThan(random / 20);
    }
  }

  /** Mixture in the plane: E x^2 of the data against that of the summary. */
  @Test
  void theQuadratureErrorOfASquareIsSmall() {
    Points data = RandomClouds.gaussian(2, 1_000, 2, 0, 0.5);
    for (int i = 0; i < 1_000; i++) {
      data.data()[2 * i] += i % 4 == 0 ? 2 : -1;
    }
    DoubleUnaryOperator square = x -> x * x;
    double exact = mean(data, Weights.uniform(1_000), square);
    ScaledSample sample = ScaledSample.of(Sample.of(data), ScaleRule.WHOLE);
    try (Summarizer summarizer = on(sample, median(sample), 3)) {
      Summary flow = summarizer.summarize(Method.FLOW, 40, StartRule.THINNED, STEPS);
      Summary best = summarizer.withOptimalWeights(flow, OptimalWeights.RIDGE);
      double random = 0;
      for (int k = 0; k < 20; k++) {
        Points subset = summarizer.randomSubset(40, k);
        double error = mean(subset, Weights.uniform(40), square) - exact;
        random += error * error / 20;
      }
      random = Math.sqrt(random);
      assertThat(random).isGreaterThan(0.05);
      assertThat(Math.abs(mean(flow.points(), flow.weights(), square) - exact))
          .isLessThan(random / 50);
      assertThat(Math.abs(mean(best.points(), best.weights(), square) - exact))
          .isLessThan(random / 50);
      assertThat(flow.meanError()).isLessThan(summarizer.random(40).meanError() / 50);
      assertThat(flow.covarianceError()).isLessThan(summarizer.random(40).covarianceError() / 20);
    }
  }

  private static double mean(Points points, Weights weights, DoubleUnaryOperator g) {
    return IntStream.range(0, points.n())
        .mapToDouble(i -> weights.get(i) * g.applyAsDouble(points.get(i, 0)))
        .sum();
  }

  /** |E g - sum w g| against norm(g) MMD for g = sum_j c_j k(a_j, .), whose norm is (c'Kc)^1/2. */
  @Test
  void theErrorOfAMeanIsBoundedByTheMmd() {
    Kernel kernel = Kernel.gaussian(0.8);
    Sample data = new Sample(RandomClouds.gaussian(4, 200, 2), RandomClouds.weights(5, 200));
    ScaledSample sample = ScaledSample.of(data, ScaleRule.NONE);
    try (Summarizer summarizer = on(sample, kernel, 6)) {
      Summary greedy = summarizer.summarize(Method.GREEDY, 10, StartRule.SUBSET, 0);
      double worst = 0;
      for (int trial = 0; trial < 50; trial++) {
        Points a = RandomClouds.gaussian(100 + trial, 5, 2);
        Points c = RandomClouds.gaussian(200 + trial, 5, 1);
        double norm2 = 0;
        for (int i = 0; i < 5; i++) {
          for (int j = 0; j < 5; j++) {
            norm2 += c.get(i, 0) * c.get(j, 0) * NaiveMmd.value(kernel, a, i, a, j);
          }
        }
        double error =
            Math.abs(
                mean(kernel, a, c, data)
                    - mean(kernel, a, c, new Sample(greedy.points(), greedy.weights())));
        double bound = Math.sqrt(norm2 * greedy.mmd2());
        assertThat(error).isLessThanOrEqualTo(bound);
        worst = Math.max(worst, error / bound);
      }
      assertThat(worst).isGreaterThan(0.2);
    }
  }

  private static double mean(Kernel kernel, Points a, Points c, Sample sample) {
    double mean = 0;
    for (int i = 0; i < sample.n(); i++) {
      for (int j = 0; j < a.n(); j++) {
        mean +=
            sample.weights().get(i)
                * c.get(j, 0)
                * NaiveMmd.value(kernel, a, j, sample.points(), i);
      }
    }
    return mean;
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aSeedDecidesAndTheRowsAreThoseOfTheData(Method method) {
    Points data = RandomClouds.gaussian(7, 300, 3, 5, 2);
    for (int i = 0; i < 300; i++) {
      data.data()[3 * i + 1] = 0.1;
    }
    double[] masses = RandomClouds.weights(8, 300).toArray();
    masses[0] += masses[17] + masses[250];
    masses[17] = 0;
    masses[250] = 0;
    Sample weighted = new Sample(data, Weights.of(masses));
    ScaledSample sample = ScaledSample.of(weighted, ScaleRule.COLUMNS);
    List<Summary> twice = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      try (Summarizer summarizer = on(sample, median(sample), 9)) {
        twice.add(summarizer.summarize(method, 12, StartRule.KMEANS, 50));
      }
    }
    Summary summary = twice.get(0);
    assertThat(summary.points()).isEqualTo(twice.get(1).points());
    assertThat(summary.rows()).isEqualTo(twice.get(1).rows()).doesNotContain(17, 250);
    assertThat(IntStream.range(0, 12).mapToObj(i -> summary.points().get(i, 1))).containsOnly(0.1);
    if (method.choosesRows()) {
      int[] rows = summary.rows().stream().mapToInt(row -> row).toArray();
      assertThat(summary.points()).isEqualTo(data.rows(rows));
    } else {
      assertThat(summary.rows()).isEmpty();
      assertThat(summary.course().orElseThrow().steps()).isEqualTo(50);
    }
  }

  /** Without scaling the MMD is that of the files themselves. */
  @Test
  void withoutScalingTheMmdIsThatOfTheEstimator() {
    Sample data =
        new Sample(RandomClouds.gaussian(10, 150, 2, 3, 2), RandomClouds.weights(11, 150));
    Kernel kernel = Kernel.gaussian(1.5);
    try (Summarizer summarizer = on(ScaledSample.of(data, ScaleRule.NONE), kernel, 12)) {
      Summary flow = summarizer.summarize(Method.FLOW, 9, StartRule.SUBSET, 100);
      Summary best = summarizer.withOptimalWeights(flow, OptimalWeights.RIDGE);
      for (Summary summary : List.of(flow, best)) {
        Sample found = new Sample(summary.points(), summary.weights());
        double mmd2 =
            Mmd.estimate(engine, Precision.DOUBLE, kernel, found, data, Estimator.V).mmd2();
        assertThat(summary.mmd2()).isCloseTo(mmd2, within(1e-12));
      }
    }
  }

  /** The step size finds itself where the kernel's gradient has no Lipschitz constant, too. */
  @ParameterizedTest
  @ValueSource(strings = {"energy", "laplace(l=1)", "riesz(s=0.5)", "gaussian(h=0.3)"})
  void everyKernelDescends(String text) {
    ScaledSample sample =
        ScaledSample.of(Sample.of(RandomClouds.gaussian(13, 200, 2)), ScaleRule.COLUMNS);
    try (Summarizer summarizer = on(sample, Kernel.parse(text), 14)) {
      double start = summarizer.summarize(Method.FLOW, 20, StartRule.SUBSET, 0).mmd2();
      Summary flow = summarizer.summarize(Method.FLOW, 20, StartRule.SUBSET, STEPS);
      assertThat(flow.mmd2()).isLessThan(start / 2);
      assertThat(flow.mmd2()).isLessThan(summarizer.random(20).mmd2() / 2);
    }
  }

  @Test
  void atRestTheFlowEndsBeforeItsSteps() {
    ScaledSample sample =
        ScaledSample.of(Sample.of(RandomClouds.gaussian(15, 200, 1)), ScaleRule.COLUMNS);
    try (Summarizer summarizer = on(sample, Kernel.gaussian(1), 16)) {
      Summary.Course course =
          summarizer.summarize(Method.FLOW, 2, StartRule.THINNED, 100_000).course().orElseThrow();
      assertThat(course.stationary()).isTrue();
      assertThat(course.steps()).isLessThan(2_000);
      assertThat(course.meanSquaredGradient()).isLessThan(1e-7);
    }
  }

  @Test
  void allPointsOfTheDataAreASummaryWithoutError() {
    Points data = RandomClouds.gaussian(17, 16, 2);
    ScaledSample sample = ScaledSample.of(Sample.of(data), ScaleRule.COLUMNS);
    try (Summarizer summarizer = on(sample, Kernel.gaussian(1), 18)) {
      Summary all = summarizer.summarize(Method.GREEDY, 16, StartRule.SUBSET, 0);
      assertThat(all.rows())
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 16).boxed().toList());
      assertThat(all.mmd2()).isCloseTo(0, within(1e-14));
      assertThat(summarizer.random(16).mmd2()).isCloseTo(0, within(1e-14));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 31})
  void sizesBeyondTheDataAreRefused(int m) {
    Sample data = Sample.of(RandomClouds.gaussian(19, 30, 2));
    ScaledSample sample = ScaledSample.of(data, ScaleRule.COLUMNS);
    try (Summarizer summarizer = on(sample, Kernel.gaussian(1), 20)) {
      assertThatThrownBy(() -> summarizer.summarize(Method.FLOW, m, StartRule.KMEANS, 1))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "points must be from 1 to the data's 30 but is "
                  + m
                  + ", in the size of the summary; try 3");
    }
  }

  @Test
  void aWatchMayEndTheWork() {
    ScaledSample sample =
        ScaledSample.of(Sample.of(RandomClouds.gaussian(21, 50, 2)), ScaleRule.COLUMNS);
    Watch impatient =
        (what, done, total) -> {
          throw new IllegalStateException(what);
        };
    try (Summarizer summarizer =
        new Summarizer(engine, Precision.FLOAT, Kernel.gaussian(1), sample, 1, impatient)) {
      assertThatThrownBy(() -> summarizer.summarize(Method.HERDING, 5, StartRule.SUBSET, 1))
          .hasMessage("all pairs of the data");
    }
  }
}
