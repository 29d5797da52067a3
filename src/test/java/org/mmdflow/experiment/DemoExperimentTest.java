package org.mmdflow.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.io.PostalCodes;
import org.mmdflow.measure.Points;
import org.mmdflow.random.Purpose;

class DemoExperimentTest {
  @TempDir Path folder;

  @Test
  void theDataIsCentredScaledAndMapsBackToDegrees() {
    Points all = PostalCodes.sample(PostalCodes.count()).sample(3, Purpose.TARGET);
    double[] sum = new double[2];
    double square = 0;
    for (int i = 0; i < all.n(); i++) {
      sum[0] += all.get(i, 0);
      sum[1] += all.get(i, 1);
      square += all.get(i, 0) * all.get(i, 0) + all.get(i, 1) * all.get(i, 1);
    }
    assertThat(sum[0]).isCloseTo(0, within(1e-6));
    assertThat(sum[1]).isCloseTo(0, within(1e-6));
    assertThat(square / (2.0 * all.n())).isCloseTo(1, within(1e-9));
    Points degrees = PostalCodes.degrees(all);
    for (int i = 0; i < degrees.n(); i++) {
      assertThat(degrees.get(i, 0)).isBetween(-125.0, -66.0);
      assertThat(degrees.get(i, 1)).isBetween(24.0, 50.0);
    }
  }

  @Test
  void theDemoShrunkenRunsAndTheSettingsAreValid() {
    Map<String, String> settings = DemoExperiment.settings();
    assertThat(DemoExperiment.isMeasured(ResolvedExperiment.of(Experiment.of(settings)).values()))
        .isTrue();
    settings.put("start", "gaussian(n=200, mean=[0, 0], sd=0.05)");
    settings.put("target", "us-postal-codes(n=300)");
    settings.put("steps", "200");
    assertThat(DemoExperiment.isMeasured(settings)).isFalse();
    RunResult result = Runs.run(settings, folder.resolve("out"));
    assertThat(result.halfMmd2V().orElseThrow()).isLessThan(2e-4);
    Path yaml = folder.resolve("out/experiment.yaml");
    assertThat(yaml).content().contains("target: us-postal-codes(n=300)");
  }
}
