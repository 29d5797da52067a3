package org.mmdflow.statistic.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;
import org.mmdflow.objective.NaiveMmd;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.statistic.Estimator;
import org.mmdflow.statistic.Mmd;
import org.mmdflow.statistic.Sample;
import org.mmdflow.statistic.Watch;

/** Methods that choose rows, on the engine {@code reference}. */
class RowChoiceTest {
  private final Engine engine = RandomClouds.engine();

  @AfterEach
  void close() {
    assertThat(engine.device().engine()).isEqualTo("reference");
    engine.close();
  }

  private static double halfV(Kernel kernel, Sample sample, int[] rows) {
    return new NaiveMmd(kernel, sample.points(), sample.weights())
        .halfV(sample.points().rows(rows), Weights.uniform(rows.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=1)", "energy", "polynomial(degree=2, c=1)"})
  void theEmbeddingHasTheMmdOfTheEstimator(String text) {
    Kernel kernel = Kernel.parse(text);
    Sample sample = new Sample(RandomClouds.gaussian(1, 70, 3), RandomClouds.weights(2, 70));
    Sample other = new Sample(RandomClouds.gaussian(3, 20, 3), RandomClouds.weights(4, 20));
    int[] rows = {5, 2, 5, 60};
    try (Embedding embedding = new Embedding(engine, kernel, sample)) {
      double expected =
          Mmd.estimate(engine, Precision.DOUBLE, kernel, other, sample, Estimator.V).mmd2();
      assertThat(embedding.mmd2(other, Watch.NOBODY)).isCloseTo(expected, within(1e-11));
      assertThat(embedding.mmd2(rows, Watch.NOBODY))
          .isCloseTo(2 * halfV(kernel, sample, rows), within(1e-11));
    }
  }

  /** Each row is the one that a search through all of them finds. */
  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=0.8)", "energy", "polynomial(degree=2, c=1)"})
  void greedyTakesTheBestNextRow(String text) {
    Kernel kernel = Kernel.parse(text);
    Sample sample = new Sample(RandomClouds.gaussian(5, 23, 2), RandomClouds.weights(6, 23));
    int[] found;
    try (Embedding embedding = new Embedding(engine, kernel, sample)) {
      found = Greedy.rows(embedding, kernel, 8, false, Watch.NOBODY);
    }
    for (int t = 0; t < 8; t++) {
      int[] tried = Arrays.copyOf(found, t + 1);
      double lowest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 23; i++) {
        tried[t] = i;
        double cost = halfV(kernel, sample, tried);
        lowest = isAmong(found, t, i) ? lowest : Math.min(lowest, cost);
      }
      assertThat(halfV(kernel, sample, Arrays.copyOf(found, t + 1)))
          .isCloseTo(lowest, within(1e-12));
    }
    assertThat(found).doesNotHaveDuplicates();
  }

  private static boolean isAmong(int[] rows, int count, int row) {
    return IntStream.of(rows).limit(count).anyMatch(other -> other == row);
  }

  /** MATH.md 3.2 (12): the largest z(y) - sum k(y, x_s) / (t + 1), over all rows. */
  @ParameterizedTest
  @ValueSource(strings = {"gaussian(h=0.8)", "polynomial(degree=2, c=1)"})
  void herdingTakesTheRowOfItsFormula(String text) {
    Kernel kernel = Kernel.parse(text);
    Sample sample = Sample.of(RandomClouds.gaussian(7, 19, 2));
    Points y = sample.points();
    int[] found;
    try (Embedding embedding = new Embedding(engine, kernel, sample)) {
      found = Greedy.rows(embedding, kernel, 9, true, Watch.NOBODY);
    }
    for (int t = 0; t < 9; t++) {
      double[] score = new double[19];
      for (int i = 0; i < 19; i++) {
        for (int j = 0; j < 19; j++) {
          score[i] += NaiveMmd.value(kernel, y, i, y, j) / 19;
        }
        for (int s = 0; s < t; s++) {
          score[i] -= NaiveMmd.value(kernel, y, i, y, found[s]) / (t + 1);
        }
      }
      assertThat(score[found[t]])
          .isCloseTo(Arrays.stream(score).max().orElseThrow(), within(1e-12));
    }
  }

  @Test
  void moreRowsThanThereAreCannotBeChosen() {
    Kernel kernel = Kernel.gaussian(1);
    try (Embedding embedding =
        new Embedding(engine, kernel, Sample.of(RandomClouds.gaussian(8, 3, 1)))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Greedy.rows(embedding, kernel, 4, false, Watch.NOBODY))
          .withMessageContaining("4 rows wanted but the sample has 3");
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 0", "8, 1", "40, 3", "64, 6", "96, 5"})
  void thinningSplitsTheInputIntoCoresetsOfOneSize(int n, int halvings) {
    Points points = RandomClouds.gaussian(9, n, 2);
    int[] input = new Draws(10, Weights.uniform(n)).systematic(n);
    for (String kernel : new String[] {"gaussian(h=1)", "energy", "polynomial(degree=1, c=1)"}) {
      int[][] coresets = split(Kernel.parse(kernel), points, input, halvings);
      assertThat(coresets.length).isEqualTo(1 << halvings);
      assertThat(List.of(coresets)).allSatisfy(c -> assertThat(c).hasSize(n >> halvings));
      assertThat(Arrays.stream(coresets).flatMapToInt(Arrays::stream).toArray())
          .containsExactlyInAnyOrder(IntStream.range(0, n).toArray());
      assertThat(split(Kernel.parse(kernel), points, input, halvings)).isDeepEqualTo(coresets);
    }
  }

  private static int[][] split(Kernel kernel, Points points, int[] input, int halvings) {
    Draws draws = new Draws(11, Weights.uniform(points.n()));
    return ThinningSplit.coresets(
        new HostKernel(kernel, points, input.length),
        input,
        halvings,
        i -> draws.uniform(Draws.THINNING_SWAPS, i),
        Watch.NOBODY);
  }

  /** MMD^2 of thinned rows falls as 1 / n^2 up to logarithms, that of random rows as 1 / n. */
  @Test
  void thinnedRowsAreNearerThanRandomOnes() {
    Kernel kernel = Kernel.gaussian(1);
    Points points = RandomClouds.gaussian(12, 2048, 2);
    Sample sample = Sample.of(points);
    Draws draws = new Draws(13, sample.weights());
    double thinned = 0;
    for (int[] coreset : split(kernel, points, draws.systematic(2048), 3)) {
      thinned += halfV(kernel, sample, coreset) / 8;
    }
    double random = 0;
    for (int k = 0; k < 8; k++) {
      random += halfV(kernel, sample, draws.subset(k, 256)) / 8;
    }
    assertThat(thinned).isLessThan(random / 2.5);
  }

  @Test
  void anOddInputCannotBeHalved() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split(Kernel.gaussian(1), RandomClouds.gaussian(1, 6, 1), new int[6], 2))
        .withMessage("6 rows cannot be halved 2 times");
  }

  /** No single row can be replaced by a better one after the last of a refinement was. */
  @Test
  void kernelThinningTakesRowsAndEndsWithABestReplacement() {
    Kernel kernel = Kernel.gaussian(0.7);
    Sample sample = Sample.of(RandomClouds.gaussian(14, 60, 2));
    try (Embedding embedding = new Embedding(engine, kernel, sample)) {
      Draws draws = new Draws(15, sample.weights());
      int[] rows = KernelThinning.rows(embedding, kernel, 7, 60, draws, Watch.NOBODY);
      assertThat(rows).hasSize(7);
      double reached = halfV(kernel, sample, rows);
      for (int i = 0; i < 60; i++) {
        int[] other = rows.clone();
        other[6] = i;
        assertThat(halfV(kernel, sample, other)).isGreaterThan(reached - 1e-12);
      }
      int[] start = draws.systematic(56);
      assertThat(reached).isLessThan(halfV(kernel, sample, Arrays.copyOf(start, 7)));
    }
  }

  @ParameterizedTest
  @CsvSource({"41412, 200, 7", "200, 200, 0", "399, 200, 0", "400, 200, 1", "32768, 1, 15"})
  void theNumberOfHalvings(int n, int m, int expected) {
    assertThat(KernelThinning.halvings(n, m)).isEqualTo(expected);
  }
}
