package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmdflow.kernel.Kernel;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.twosample.BandwidthResult;
import org.mmdflow.statistic.twosample.Differences.Place;
import org.mmdflow.statistic.twosample.TestMethod;
import org.mmdflow.statistic.twosample.TestResult;

/** The page of a two-sample test. */
class TestPageTest {
  private static String page(String name, Points x, TestMethod method) throws IOException {
    Kernel kernel = Kernel.gaussian(2);
    List<BandwidthResult> bandwidths = List.of(new BandwidthResult(kernel, 1, 0.25, 0.01, 0.02));
    TestResult result =
        new TestResult(
            method,
            0.25,
            0.25,
            0.02,
            0.05,
            kernel,
            new double[] {0.1, 0, -0.1, 0.05},
            method == TestMethod.AGGREGATED ? bandwidths : List.of(),
            x.n(),
            x.n(),
            x.d());
    Place place = new Place(true, 1, 0.125, x.rows(1).data());
    return TestPage.html(
        new TestPage.Content(
            result, name, "b.npy", x, x, List.of(place), Map.of("engine", "cpu"), "mmdflow test"));
  }

  @Test
  void showsFiguresPlacesAndDiagramsWithoutScript() throws IOException {
    Points x = Points.ofRows(new double[][] {{0, 1}, {3, 4.5}, {2, 2}});
    String html = page("<script>a", x, TestMethod.PERMUTATION);
    assertThat(html)
        .doesNotContain("<script", "{{", "NaN", "http:", "https:", " style=")
        .contains("&lt;script&gt;a and b.npy", "the samples differ", "<dd>0.02</dd>")
        .contains("<td>A</td><td>0.125</td><td>A</td><td>2</td><td>3</td><td>4.5</td>")
        .doesNotContain("Each bandwidth");
    assertThat(html.split("<svg", -1)).hasSize(4);
    assertThat(html.split("r=\"2\"", -1)).as("points drawn, and one dot of the mark").hasSize(8);
    assertThat(html.split("<rect", -1)).as("bars").hasSize(41);
  }

  @Test
  void drawsTheLineAndEqualColumnsAndBandwidths() throws IOException {
    Points x = Points.ofRows(new double[][] {{5}, {5}});
    assertThat(page("a", x, TestMethod.AGGREGATED))
        .doesNotContain("NaN", "Infinity")
        .contains("Each bandwidth", "<tr class=\"best\"><td>gaussian(h=2");
  }
}
