package org.mmdflow.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.Precision;
import org.mmdflow.flow.Cadence;
import org.mmdflow.flow.Flow;
import org.mmdflow.flow.FlowBuilder;
import org.mmdflow.flow.Schedule;
import org.mmdflow.flow.Scheme;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.objective.RandomClouds;
import org.mmdflow.statistic.Sample;

class WassersteinMonitorTest {
  private static final int W2 = 0;
  private static final int SLICED = 1;
  private static final int FROM_START = 2;
  private static final int LENGTH = 3;
  private static final int ACTION = 4;
  private static final int RATIO = 5;

  private final Engine engine = RandomClouds.engine();
  private final Monitor monitor = new WassersteinMonitor();
  private final List<double[]> rows = new ArrayList<>();
  private final List<Points> clouds = new ArrayList<>();

  @AfterEach
  void close() {
    engine.close();
  }

  private void watch(FlowBuilder flow, long every, long steps) {
    flow.precision(Precision.DOUBLE)
        .listen(
            Cadence.every(every),
            view -> {
              rows.add(monitor.at(view));
              clouds.add(view.particles());
            });
    try (Flow running = flow.on(engine)) {
      running.run(steps);
    }
  }

  /** The pull of the energy kernel is 1 at any distance: constant velocity, the geodesic itself. */
  @Test
  void aTranslationAtConstantSpeedAttainsEquality() {
    watch(
        Flow.from(Points.ofRows(new double[] {6, 8}))
            .to(Points.zeros(1, 2))
            .kernel(Kernel.energy())
            .stepSize(Schedule.linear(0.5, 0.1, 8)),
        2,
        8);
    double time = 0;
    for (int row = 0; row <= 4; row++) {
      double[] found = rows.get(row);
      assertThat(found[W2]).isCloseTo(10 - time, within(1e-12));
      assertThat(found[SLICED]).isNaN();
      assertThat(found[FROM_START]).isCloseTo(time, within(1e-12));
      assertThat(found[LENGTH]).isCloseTo(time, within(1e-12));
      assertThat(found[ACTION]).isCloseTo(time, within(1e-12));
      if (row > 0) {
        assertThat(found[RATIO]).isCloseTo(1, within(1e-12));
      }
      for (int n = 2 * row; n < 2 * row + 2; n++) {
        time += 0.5 - 0.4 * n / 8.0;
      }
    }
    assertThat(rows.get(0)[RATIO]).isNaN();
    assertThat(monitor.verdict().orElseThrow())
        .startsWith(
            "wasserstein: the path is 1.00 times as long as the geodesic from its start (2.6");
  }

  /**
   * The kernel x'y moves every point by the difference of the means, which falls by the factor 1 -
   * gamma: a straight path, as long as the geodesic, but slower and slower.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 700})
  void aTranslationThatSlowsDownTakesMoreAction(int d) {
    Points x = RandomClouds.gaussian(1, 100, d, 3, 1);
    watch(
        Flow.from(x).to(Points.zeros(100, d)).kernel(Kernel.polynomial(1, 0)).stepSize(0.2), 1, 6);
    double square = 0;
    for (double m : x.mean()) {
      square += m * m;
    }
    double gone = 1 - Math.pow(0.8, 6);
    double action = 0.2 * square * (1 - Math.pow(0.64, 6)) / (1 - 0.64);
    double[] last = rows.get(6);
    assertThat(last[FROM_START]).isCloseTo(Math.sqrt(square) * gone, within(1e-10));
    assertThat(last[LENGTH]).isCloseTo(Math.sqrt(square) * gone, within(1e-10));
    assertThat(last[ACTION]).isCloseTo(action, within(1e-9 * square));
    assertThat(last[RATIO])
        .isCloseTo(1.2 * action / (square * gone * gone), within(1e-10))
        .isGreaterThan(1.05);
  }

  /** Of 700 axes, 93 particles are watched; of the plane, all 100. */
  @Test
  void manyCoordinatesAreWatchedInPart() {
    assertThat(WatchedParticles.count(100, 700)).isEqualTo(93);
    assertThat(WatchedParticles.count(100, 2)).isEqualTo(100);
    assertThat(WatchedParticles.count(5, 100_000)).isEqualTo(1);
  }

  /** Benamou and Brenier's inequality, and the triangle's, for a flow that bends. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void theActionIsAtLeastTheGeodesics(int every) {
    watch(
        Flow.from(RandomClouds.gaussian(1, 60, 2, 1.5, 0.5))
            .to(RandomClouds.gaussian(2, 60, 2))
            .kernel(Kernel.gaussian(1))
            .scheme(Scheme.noiseInjection(Schedule.constant(0.5)))
            .stepSize(0.3),
        every,
        30);
    for (int k = 1; k < rows.size(); k++) {
      double[] row = rows.get(k);
      assertThat(row[RATIO]).isGreaterThan(1);
      assertThat(row[LENGTH]).isGreaterThan(row[FROM_START]);
      assertThat(row[FROM_START]).isEqualTo(Wasserstein.exact(clouds.get(0), clouds.get(k)));
      assertThat(row[W2])
          .isEqualTo(Wasserstein.exact(clouds.get(k), RandomClouds.gaussian(2, 60, 2)));
    }
  }

  @Test
  void otherSizesAreSliced() {
    Points x = RandomClouds.gaussian(1, 60, 2, 1.5, 0.5);
    Sample y = new Sample(RandomClouds.gaussian(2, 60, 2), RandomClouds.weights(3, 60));
    watch(
        Flow.from(x)
            .to(y.points())
            .targetWeights(y.weights())
            .kernel(Kernel.gaussian(1))
            .seed(4)
            .stepSize(0.3),
        3,
        3);
    SlicedDistance expected = Wasserstein.sliced(Sample.of(clouds.get(1)), y, 100, 4);
    assertThat(rows.get(1)[W2]).isNaN();
    assertThat(rows.get(1)[SLICED]).isCloseTo(expected.value(), within(1e-12));
    assertThat(rows.get(1)[FROM_START]).isEqualTo(Wasserstein.exact(x, clouds.get(1)));
  }

  /** Weights that differ leave no assignment: the distance from the start is sliced then. */
  @Test
  void weightedParticlesAreBoundedFromBelow() {
    watch(
        Flow.from(RandomClouds.gaussian(1, 60, 2, 3, 0.5))
            .startWeights(RandomClouds.weights(3, 60))
            .to(RandomClouds.gaussian(2, 60, 2))
            .kernel(Kernel.polynomial(1, 0))
            .stepSize(0.5),
        1,
        2);
    assertThat(rows.get(2)[W2]).isNaN();
    assertThat(rows.get(2)[FROM_START])
        .isCloseTo(rows.get(2)[LENGTH], within(0.2 * rows.get(2)[LENGTH]));
    assertThat(monitor.verdict().orElseThrow()).contains("or less");
  }

  @Test
  void nothingIsSaidOfAFlowThatStands() {
    watch(
        Flow.from(Points.zeros(3, 2)).to(Points.zeros(3, 2)).kernel(Kernel.gaussian(1)).stepSize(1),
        1,
        2);
    assertThat(rows.get(2)).startsWith(0, Double.NaN, 0, 0, 0).endsWith(Double.NaN);
    assertThat(monitor.verdict()).isEmpty();
  }
}
