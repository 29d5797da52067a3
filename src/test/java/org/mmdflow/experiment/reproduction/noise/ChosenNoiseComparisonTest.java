package org.mmdflow.experiment.reproduction.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mmdflow.engine.Device;
import org.mmdflow.engine.Engine;
import org.mmdflow.engine.EngineOptions;
import org.mmdflow.engine.Engines;
import org.mmdflow.engine.Precision;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Observer;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.ReproductionOptions;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Watcher;
import org.mmdflow.flow.Flow;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Distributions;
import org.mmdflow.measure.Points;

class ChosenNoiseComparisonTest {
  private static final class Watcher implements Observer {
    final List<String> said = new ArrayList<>();
    final int runs;

    Watcher(int runs) {
      this.runs = runs;
    }

    @Override
    public void runsOn(Device device) {
      said.add(device.engine());
    }

    @Override
    public void progress(String what, long done, long total) {
      assertThat(done).isBetween(1L, total);
      if (!said.contains(what)) {
        said.add(what);
      }
    }

    @Override
    public boolean stopRequested() {
      return said.size() > runs + 1;
    }
  }

  private static ChosenNoiseComparison.Comparison compare(Watcher watcher) {
    return ChosenNoiseComparison.carryOut(
        new ReproductionOptions(
            false,
            OptionalInt.of(1),
            OptionalLong.of(50),
            3,
            "reference",
            EngineOptions.DEFAULT,
            Precision.FLOAT),
        watcher);
  }

  @Test
  void allMethodsStandBesideEachOther() {
    Watcher watcher = new Watcher(9);
    ChosenNoiseComparison.Comparison found = compare(watcher);
    assertThat(watcher.said)
        .startsWith("reference", "chosen, seed 3", "noise to 5,000, seed 3")
        .endsWith("plain, seed 3")
        .hasSize(5);
    assertThat(found.panels()).hasSize(2);
    for (Panel panel : found.panels()) {
      assertThat(panel.curves())
          .extracting(Curve::name)
          .containsExactly("chosen", "noise to 5,000", "halved every 1,000", "plain");
      for (Curve curve : panel.curves()) {
        assertThat(curve.x()).containsExactly(0, 50);
        assertThat(curve.band()).isEmpty();
      }
    }
    // Of the published curves: 0.8842 at the start, 0.726 without noise and 0.852 with noise 10.
    List<Curve> losses = found.panels().get(0).curves();
    assertThat(losses.get(0).y()[0]).isCloseTo(0.8842, within(0.01));
    assertThat(losses.get(1).y()[1]).isCloseTo(0.852, within(0.02));
    assertThat(losses.get(3).y()[1]).isCloseTo(0.726, within(0.02));
    List<Curve> levels = found.panels().get(1).curves();
    assertThat(levels.get(0).y()[1]).isBetween(3.0, 25.0);
    assertThat(levels.get(1).y()).containsExactly(10, 10);
    assertThat(levels.get(3).y()).containsExactly(0, 0);
    assertThat(found.rows()).hasSize(5);
  }

  @Test
  void aRunThatIsStoppedIsLeftOut() {
    ChosenNoiseComparison.Comparison found = compare(new Watcher(1));
    assertThat(found.panels().get(0).curves()).extracting(Curve::name).containsExactly("chosen");
    assertThat(found.rows())
        .filteredOn(row -> row.what().startsWith("plain"))
        .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Row.Verdict.NOT_REACHED));
  }

  @Test
  void severalSeedsGiveAMeanAndABand() {
    double[] step = {0, 50};
    Curve curve =
        CourseCurves.curve(
            "both",
            List.of(
                new NoisyToy.Course(step, new double[] {1, 5}, step),
                new NoisyToy.Course(step, new double[] {3, 2}, step)),
            NoisyToy.Course::loss);
    assertThat(curve.y()).containsExactly(2, 3.5);
    assertThat(curve.band().orElseThrow().low()).containsExactly(1, 2);
    assertThat(curve.band().orElseThrow().high()).containsExactly(3, 5);
  }

  /** Against 200,000 points of the law, whose means are off by some 1e-4. */
  @Test
  void theLossIsAgainstTheLaw() {
    Points x = Distributions.gaussian(new double[] {1, -0.5}, 1.3).sample(40, 5);
    Points many = Distributions.gaussian(new double[] {0, 0}, 1).sample(200_000, 6);
    try (Engine engine = Engines.open("reference", EngineOptions.DEFAULT);
        Flow flow =
            Flow.from(x)
                .to(Distributions.gaussian(new double[] {0, 0}, 1).of(10))
                .kernel(Kernel.gaussian(Math.sqrt(40)))
                .precision(Precision.DOUBLE)
                .on(engine)) {
      assertThat(NoisyToy.loss(flow)).isCloseTo(lossToPoints(x, many), within(4e-4));
    }
  }

  private static double k(Points a, int i, Points b, int j) {
    double dx = a.get(i, 0) - b.get(j, 0);
    double dy = a.get(i, 1) - b.get(j, 1);
    return Math.exp(-(dx * dx + dy * dy) / 80);
  }

  /** The mean over pairs of target points from neighbours, of which there are enough. */
  private static double lossToPoints(Points x, Points y) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < x.n(); i++) {
      for (int j = 0; j < x.n(); j++) {
        xx += k(x, i, x, j) / x.n() / x.n();
      }
      for (int j = 0; j < y.n(); j++) {
        xy += k(x, i, y, j) / x.n() / y.n();
      }
    }
    for (int j = 0; j + 1 < y.n(); j += 2) {
      yy += 2 * k(y, j, y, j + 1) / y.n();
    }
    return 0.5 * (xx - 2 * xy + yy);
  }
}
