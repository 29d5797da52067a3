package org.mmdflow.experiment.reproduction.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmdflow.experiment.reproduction.Published;
import org.mmdflow.experiment.reproduction.PublishedCurve;
import org.mmdflow.experiment.reproduction.PublishedCurves;
import org.mmdflow.experiment.reproduction.gaussian.GaussianToy.Way;

class GaussianFiguresTest {
  /** The thinned path and the table were read from the same figure by different hands. */
  @ParameterizedTest
  @CsvSource({
    "gauss4_noNoise, PLAIN",
    "gauss5_noNoise, PLAIN",
    "gauss4_noisyDecay, NOISE_AT_FIRST",
    "gauss5_noisyDecay, NOISE_AT_FIRST",
    "gauss5_noisyConst, NOISE_THROUGHOUT"
  })
  void theTableAgreesWithTheCurvesWhereTheyAreDense(String name, Way way) {
    PublishedCurve curve = PublishedCurves.named("gaussian_toy/" + name);
    for (long step : new long[] {500, 1000, 2000}) {
      double read = curve.at((double) step).orElseThrow();
      assertThat(GaussianFigures.at(way, step).departure(read))
          .as(name + " " + step)
          .isLessThan(0.06);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theShownCurveGoesThroughTheTable(Way way) {
    for (long step : GaussianFigures.STEPS) {
      Published table = GaussianFigures.at(way, step);
      OptionalDouble path = GaussianFigures.path(way).at((double) step);
      if (table.low().isPresent() && path.isPresent()) {
        assertThat(table.departure(path.getAsDouble())).as(way + " " + step).isLessThan(1e-9);
      }
    }
    assertThat(Arrays.stream(GaussianFigures.curve(way).y()).filter(y -> y < 1e-8)).isEmpty();
  }
}
