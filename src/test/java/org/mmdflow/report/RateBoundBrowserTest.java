package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bound of the rate 1/t stands beside the loss, dashed, where a run has one. */
class RateBoundBrowserTest extends BrowserFixture {
  private static final String LABEL = "bound of the rate 1/t";

  private static RunReport withBound(double[] bound) {
    Map<String, double[]> metrics = new LinkedHashMap<>(run.metrics());
    metrics.put("lojasiewicz_bound", bound);
    return new RunReport(
        run.title(),
        metrics,
        run.snapshots(),
        run.particleWeights(),
        run.target(),
        run.targetWeights(),
        run.settings(),
        run.origin(),
        run.command(),
        run.notes());
  }

  private static double[] filled(double value) {
    double[] column = new double[run.metrics().get("step").length];
    Arrays.fill(column, value);
    return column;
  }

  @Test
  void isDrawnOverTheLoss() throws Exception {
    Path file = folder.resolve("bound.html");
    ReportPage.write(List.of(withBound(filled(0.25))), file);
    browser.open(file, "");
    assertThat(browser.text("#plot-loss .values")).contains(LABEL + " 0.25");
    assertThat(browser.number("document.querySelectorAll('#plot-loss .key.dashed.run-3').length"))
        .isEqualTo(1);
    assertThat(browser.text("#notes")).contains("It can refute a C, and never certify one.");
    assertThat(browser.text("#plot-further")).doesNotContain("lojasiewicz_bound");
  }

  @Test
  void whereItIsUndefinedThereIsNone() throws Exception {
    Path file = folder.resolve("none.html");
    ReportPage.write(List.of(withBound(filled(Double.NaN))), file);
    browser.open(file, "");
    assertThat(browser.text("#plot-loss .values")).contains("U statistic").doesNotContain(LABEL);
    browser.open(page, "");
    assertThat(browser.text("#plot-loss .values")).doesNotContain(LABEL);
    assertThat(browser.text("#notes")).doesNotContain("refute");
  }
}
