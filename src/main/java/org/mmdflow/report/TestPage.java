package org.mmdflow.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.AtomicFiles;
import org.mmdflow.measure.Points;
import org.mmdflow.statistic.twosample.BandwidthResult;
import org.mmdflow.statistic.twosample.Differences.Place;
import org.mmdflow.statistic.twosample.TestMethod;
import org.mmdflow.statistic.twosample.TestResult;

/**
 * The page of a two-sample test: where the samples differ most, and the resampled statistics beside
 * the observed one. One HTML file without script. Stateless, any thread.
 */
public final class TestPage {
  private static final MathContext DIGITS = new MathContext(4);

  /** Coordinates of a place that the table shows. */
  private static final int COLUMNS = 6;

  private TestPage() {}

  /**
   * What the page shows.
   *
   * @param a the first sample's name, b the second's
   * @param x the first sample, y the second
   * @param places where they differ most
   * @param origin facts about the machine
   * @param command that makes the page again
   */
  public record Content(
      TestResult result,
      String a,
      String b,
      Points x,
      Points y,
      List<Place> places,
      Map<String, String> origin,
      String command) {}

  /**
   * Refuses what cannot be written to, before the work.
   *
   * @throws UserError if the name does not end in .html, or there is no such folder
   */
  public static void checkTarget(Path file) {
    if (!file.toString().endsWith(".html")) {
      throw new UserError(file + " is not a page's name, in --report; let it end in .html");
    }
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    if (!Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new UserError(file + " cannot be written, in --report; name a file in a folder");
    }
  }

  /**
   * Writes the page to {@code file}, which is replaced as a whole.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(Path file, Content content) {
    try {
      AtomicFiles.write(file, html(content).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** The page as text. */
  static String html(Content content) throws IOException {
    String style = PageResources.pageStyle();
    Map<String, String> values = new HashMap<>();
    values.put("color-scheme", "light");
    values.put("policy", ContentSecurityPolicy.of("", style));
    values.put("style", style);
    values.put("title", PageText.html(content.a() + " and " + content.b()));
    values.put("figures", figures(content.result()));
    values.put("scatter", TestDiagrams.scatter(content));
    values.put("histogram", TestDiagrams.histogram(content.result()));
    values.put("places", places(content));
    values.put("bandwidths", bandwidths(content.result()));
    values.put("settings", FactsHtml.table(settings(content)));
    values.put("command", PageText.html(content.command()));
    return PageTemplate.fill(PageResources.template("test.html"), values);
  }

  private static String figures(TestResult result) {
    StringBuilder html = new StringBuilder("<dl class=\"card figures\">");
    figure(html, "p-value", number(result.pValue()));
    figure(
        html,
        "At the level " + number(result.level()),
        result.reject() ? "the samples differ" : "no difference found");
    figure(html, "MMD² (unbiased)", number(result.mmd2U()));
    figure(html, "Points", Numbers.grouped(result.n()) + " and " + Numbers.grouped(result.m()));
    return html.append("</dl>").toString();
  }

  private static void figure(StringBuilder html, String name, String value) {
    html.append("<div><dt>").append(PageText.html(name)).append("</dt><dd>");
    html.append(PageText.html(value)).append("</dd></div>");
  }

  private static Map<String, String> settings(Content content) {
    TestResult result = content.result();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("A", content.a());
    settings.put("B", content.b());
    settings.put("method", result.method().toString());
    settings.put("kernel", result.kernel().toString());
    settings.put("permutations", Numbers.grouped(result.permutations()));
    settings.put("level", number(result.level()));
    settings.put("dimension", Integer.toString(result.d()));
    settings.putAll(content.origin());
    return settings;
  }

  private static String places(Content content) {
    if (content.places().isEmpty()) {
      return "<p class=\"quiet\">The witness is 0 at every point.</p>";
    }
    int columns = Math.min(COLUMNS, content.x().d());
    StringBuilder html =
        new StringBuilder("<div class=\"scroll\"><table class=\"runs\"><thead><tr>");
    for (String head : List.of("", "denser in", "witness", "point of", "row")) {
      html.append("<th scope=\"col\">").append(head).append("</th>");
    }
    for (int c = 1; c <= columns; c++) {
      html.append("<th scope=\"col\">column ").append(c).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    int number = 1;
    for (Place place : content.places()) {
      html.append("<tr>");
      cell(html, Integer.toString(number++));
      cell(html, place.witness() > 0 ? "A" : "B");
      cell(html, number(place.witness()));
      cell(html, place.first() ? "A" : "B");
      cell(html, Numbers.grouped(place.row() + 1L));
      for (int c = 0; c < columns; c++) {
        cell(html, number(place.point()[c]));
      }
      html.append("</tr>");
    }
    html.append("</tbody></table></div>");
    if (columns < content.x().d()) {
      html.append("<p class=\"quiet\">The first ").append(columns).append(" of ");
      html.append(content.x().d()).append(" columns.</p>");
    }
    return html.toString();
  }

  private static void cell(StringBuilder html, String text) {
    html.append("<td>").append(PageText.html(text)).append("</td>");
  }

  private static String bandwidths(TestResult result) {
    if (result.method() != TestMethod.AGGREGATED) {
      return "";
    }
    StringBuilder html =
        new StringBuilder(
            "<article class=\"card\"><h2>Each bandwidth</h2><div class=\"scroll\"><table"
                + " class=\"runs\"><thead><tr><th scope=\"col\">kernel</th><th"
                + " scope=\"col\">MMD²</th><th scope=\"col\">p alone</th><th scope=\"col\">p"
                + " adjusted</th></tr></thead><tbody>");
    for (BandwidthResult each : result.bandwidths()) {
      html.append(each.adjustedPValue() <= result.level() ? "<tr class=\"best\">" : "<tr>");
      cell(html, each.kernel().toString());
      cell(html, number(each.mmd2U()));
      cell(html, number(each.pValue()));
      cell(html, number(each.adjustedPValue()));
      html.append("</tr>");
    }
    return html.append("</tbody></table></div></article>").toString();
  }

  /** Four significant digits. */
  static String number(double value) {
    return Double.isFinite(value)
        ? org.mmdflow.expression.Numbers.format(new BigDecimal(value).round(DIGITS).doubleValue())
        : "–";
  }
}
