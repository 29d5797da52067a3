package org.mmdflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Panel.Axis;
import org.mmdflow.experiment.reproduction.Reproduction;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.measure.Points;

class ReproductionPageTest {
  private static final String HOSTILE =
      "a</script><script>alert(1)</script>\u2028\u2029 '\"&<!-- {{script}}";

  private static String page(Reproduction reproduction) throws Exception {
    return ReproductionPage.html(reproduction, SampleReproductions.provenance());
  }

  private static Object data(String page) throws Exception {
    Matcher matcher = Pattern.compile("(?s)id=\"data\">(.*?)</script>").matcher(page);
    assertThat(matcher.find()).isTrue();
    return Json.parse(matcher.group(1));
  }

  @Test
  void theTableHoldsPublishedAgainstOurs() throws Exception {
    String page = page(SampleReproductions.sample("Sample"));
    assertThat(page)
        .contains("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"6\">slow</th></tr>")
        .contains(
            "<tr class=\"pass\"><th scope=\"row\">y at 10</th><td data-label=\"Published\">0.100</td>"
                + "<td data-label=\"Ours\">0.100</td>"
                + "<td data-label=\"Over seeds\">0.0500 … 0.150</td>"
                + "<td data-label=\"Must hold\">within 10 %</td>"
                + "<td data-label=\"Verdict\"><span class=\"badge pass\">holds</span></td></tr>")
        .contains("<tr class=\"fail\"><th scope=\"row\">y at 100</th>")
        .contains("<td data-label=\"Published\">1–2</td>")
        .contains("<span class=\"badge not-reached\">not reached</span>")
        .contains("<span class=\"badge pass\">1 figure holds</span>")
        .contains("<span class=\"badge fail\">1 figure fails</span>")
        .contains("<p>What to see.</p>")
        .contains("<li>A note.</li>")
        .contains("<code>mmdflow reproduce sample --seeds 2</code>")
        .doesNotContain("ended early", ">NaN<");
  }

  @Test
  void anEarlyEndIsSaid() throws Exception {
    Provenance cut = new Provenance(Map.of(), "c", false);
    assertThat(ReproductionPage.html(SampleReproductions.sample("S"), cut)).contains("ended early");
  }

  @Test
  void panelsAndFilmsAreInThePage() throws Exception {
    Object data = data(page(SampleReproductions.sample("Sample")));
    List<?> panels = (List<?>) Json.at(data, "panels");
    assertThat(panels).hasSize(2);
    assertThat(Json.at(panels.get(0), "x.log")).isEqualTo(true);
    assertThat(Json.at(panels.get(1), "y.log")).isEqualTo(false);
    List<?> curves = (List<?>) Json.at(panels.get(0), "curves");
    assertThat(curves.stream().map(c -> Json.at(c, "origin")))
        .containsExactly("published", "ours", "ours", "bound");
    assertThat(Json.at(curves.get(1), "low")).isEqualTo(List.of(1.0, 0.5, -0.05, 5e-3, 5e-4));
    assertThat(Json.at(curves.get(2), "low")).isNull();
    Object film = ((List<?>) Json.at(data, "films")).get(0);
    assertThat(Json.at(film, "clock")).isEqualTo("step");
    List<?> methods = (List<?>) Json.at(film, "methods");
    assertThat(methods.stream().map(m -> Json.at(m, "title"))).containsExactly("slow", "fast");
    List<?> frames = (List<?>) Json.at(methods.get(1), "frames");
    assertThat(frames.stream().map(f -> Json.at(f, "step")))
        .containsExactly(0.0, 1.0, 10.0, 100.0, 1000.0);
    assertThat(Json.at(methods.get(0), "box")).isEqualTo(Json.at(methods.get(1), "box"));
  }

  @Test
  void whatIsUndefinedIsNull() throws Exception {
    double[] x = {0, 1, 2};
    double[] y = {Double.NaN, 1, Double.POSITIVE_INFINITY};
    Panel panel =
        new Panel(
            "p", Axis.linear("x"), Axis.log("y"), List.of(Curve.of("c", Curve.Origin.OURS, x, y)));
    Reproduction odd =
        new Reproduction(
            "odd", "Odd", List.of(), Map.of(), List.of(panel), List.of(), List.of(), List.of());
    Object drawn = ((List<?>) Json.at(data(page(odd)), "panels")).get(0);
    Object curve = ((List<?>) Json.at(drawn, "curves")).get(0);
    assertThat(Json.at(curve, "y")).isEqualTo(Arrays.asList(null, 1.0, null));
  }

  @Test
  void textIsEscapedEverywhere() throws Exception {
    Points one = Points.zeros(1, 2);
    Reproduction evil =
        new Reproduction(
            HOSTILE,
            HOSTILE,
            List.of(HOSTILE),
            Map.of(HOSTILE, HOSTILE),
            List.of(
                new Panel(
                    HOSTILE,
                    Axis.log(HOSTILE),
                    Axis.linear(HOSTILE),
                    List.of(
                        Curve.of(HOSTILE, Curve.Origin.OURS, new double[] {1}, new double[] {1})))),
            List.of(
                new Row(
                    HOSTILE + ": " + HOSTILE,
                    OptionalDouble.empty(),
                    java.util.Optional.of(HOSTILE),
                    1,
                    1,
                    1,
                    HOSTILE,
                    Row.Verdict.PASS)),
            List.of(
                new Film(
                    HOSTILE,
                    HOSTILE,
                    new long[] {0},
                    one,
                    List.of(new Film.Method(HOSTILE, List.of(one))))),
            List.of(HOSTILE));
    String page =
        ReproductionPage.html(evil, new Provenance(Map.of(HOSTILE, HOSTILE), HOSTILE, true));
    assertThat(page).doesNotContain("<script>alert", "a</script>");
    Object data = data(page);
    assertThat(Json.at(((List<?>) Json.at(data, "films")).get(0), "title")).isEqualTo(HOSTILE);
  }

  @Test
  void thePolicyForbidsTheNetwork() throws Exception {
    String page = page(SampleReproductions.sample("Sample"));
    assertThat(page)
        .contains("content=\"default-src 'none'; script-src 'sha256-")
        .containsOnlyOnce("<script>")
        .contains("Copyright (c) 2022 Leon Sorokin")
        .doesNotContain("eval(", "new Function", " style=", "@import", "src=\"http", "unsafe");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.123456, 0.123",
    "1234.5, 1230",
    "1.23456e-4, 1.23e-4",
    "-0.5, −0.500",
    "-2e-10, −2.00e-10",
    "12345678, 1.23e7",
    "NaN, –",
    "Infinity, ∞"
  })
  void numbersHaveThreeDigits(double value, String text) {
    assertThat(ReproductionHtml.number(value)).isEqualTo(text);
  }
}
