package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

class ReportPageTest {
  private static final String HOSTILE =
      "a</script><script>alert(1)</script>\u2028\u2029 '\"&<!-- {{script}}";

  @Test
  void twentyThousandPointsAndSixtyFramesStayUnderTenMegabytes(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("report.html");
    ReportPage.write(List.of(SampleRuns.swirl("Large", 20_000, 2, 60, 40, 1)), file);
    assertThat(Files.size(file)).isBetween(6_000_000L, 10_000_000L);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aLargeRunIsThinnedAndThePageSaysSo() throws Exception {
    RunReport run = SampleRuns.swirl("Large", 5_000, 3, 12, 8, 1);
    PackLimits limits = new PackLimits(20_000, 6, 2, 24_000, 64 * 4, 50);
    Object json = data(ReportPage.html(List.of(run), limits));
    assertThat((List<?>) Json.at(run(json, 0), "frames")).hasSize(6);
    assertThat(Json.at(run(json, 0), "shown")).isEqualTo(1667.0);
    assertThat(Json.at(run(json, 0), "stride")).isEqualTo(3.0);
    assertThat((List<?>) Json.at(run(json, 0), "metrics.step")).hasSize(50);
    assertThat(Json.at(run(json, 0), "notes").toString())
        .contains("6 of 12 snapshots are in the page.")
        .contains("1,667 of 5,000 particles are drawn: one in 3.")
        .contains("The page holds the first 2 of 3 coordinates.")
        .contains("The field is stored at 4 of 6 snapshots and interpolated between.")
        .contains("50 of 251 rows of the metrics are drawn, evenly chosen.");
  }

  @Test
  void thePolicyNamesExactlyTheScriptAndTheStyle() throws Exception {
    String page = page(SampleRuns.swirl("Small", 20, 2, 3, 4, 1));
    String policy = group(page, "Content-Security-Policy\" content=\"([^\"]*)\"");
    assertThat(policy)
        .startsWith("default-src 'none'; ")
        .contains("script-src " + hash(group(page, "(?s)<script>(.*?)</script>")) + ";")
        .contains("style-src " + hash(group(page, "(?s)<style>(.*?)</style>")) + ";")
        .doesNotContain("unsafe", "http", "*", "blob:");
    assertThat(page).doesNotContain("eval(", "new Function", " style=", "@import", "src=\"http");
    assertThat(page).containsOnlyOnce("<script>").contains("Copyright (c) 2022 Leon Sorokin");
  }

  @Test
  void textOfTheUserIsEscapedEverywhere() throws Exception {
    RunReport run =
        new RunReport(
            HOSTILE,
            Map.of("step", new double[] {0}, HOSTILE, new double[] {1}),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(HOSTILE, HOSTILE),
            Map.of(HOSTILE, HOSTILE),
            HOSTILE,
            List.of(HOSTILE));
    String page = page(run);
    assertThat(page).doesNotContain("<script>alert", "a</script>");
    assertThat(group(page, "(?s)id=\"data\">(.*?)</script>")).doesNotContain("\u2028", "<", "&");
    assertThat(Json.at(run(data(page), 0), "title")).isEqualTo(HOSTILE);
    assertThat(page)
        .contains("<th scope=\"row\">" + PageText.html(HOSTILE) + "</th>")
        .contains("<code>" + PageText.html(HOSTILE) + "</code>");
  }

  @Test
  void whatIsUndefinedIsNull() throws Exception {
    double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -0.125, 1e-300};
    RunReport run = metricsOnly(Map.of("step", new double[] {0, 1, 2, 3}, "odd", odd));
    assertThat((List<?>) Json.at(run(data(page(run)), 0), "metrics.odd"))
        .isEqualTo(Arrays.asList(null, null, -0.125, 1e-300));
  }

  @Test
  void settingsThatDifferAreMarked() throws Exception {
    RunReport a = SampleRuns.swirl("A", 20, 2, 3, 0, 1);
    RunReport b = SampleRuns.swirl("B", 20, 2, 3, 0, 0.5);
    String page = ReportPage.html(List.of(a, b), PackLimits.DEFAULT);
    assertThat(page)
        .contains("<tr class=\"differs\"><th scope=\"row\">step-size</th><td>0.1</td><td>0.05</td>")
        .contains("<tr><th scope=\"row\">kernel</th>")
        .contains("Comparison of 2 runs");
  }

  @Test
  void weightsGoWithTheirPoints() throws Exception {
    Points three = Points.of(3, 1, new double[] {0, 1, 2});
    RunReport run =
        new RunReport(
            "W",
            Map.of(),
            List.of(new Snapshot(0, three)),
            Optional.of(Weights.of(0.5, 0.25, 0.25)),
            Optional.of(three),
            Optional.of(Weights.uniform(3)),
            Map.of(),
            Map.of(),
            "",
            List.of());
    Object json = run(data(page(run)), 0);
    assertThat(Base64.getDecoder().decode((String) Json.at(json, "weights")))
        .containsExactly(0xFE, 0xFF, 0xFF, 0x7F, 0xFF, 0x7F);
    assertThat(Json.at(json, "target.weights")).isNull();
  }

  @Test
  void needsARun() {
    assertThatThrownBy(() -> ReportPage.write(List.of(), Path.of("never.html")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one run");
  }

  private static RunReport metricsOnly(Map<String, double[]> metrics) {
    return new RunReport(
        "M",
        metrics,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        "",
        List.of());
  }

  private static String page(RunReport run) throws Exception {
    return ReportPage.html(List.of(run), PackLimits.DEFAULT);
  }

  private static Object data(String page) throws Exception {
    return Json.parse(group(page, "(?s)id=\"data\">(.*?)</script>"));
  }

  private static Object run(Object json, int i) {
    return ((List<?>) Json.at(json, "runs")).get(i);
  }

  private static String group(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
