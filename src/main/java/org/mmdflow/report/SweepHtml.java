package org.mmdflow.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mmdflow.experiment.SweepRow;
import org.mmdflow.experiment.SweepTable;

/** The parts of a sweep's page that need no script: figures, the table of runs, notes. */
final class SweepHtml {
  private static final int MOST_ROWS = 1000;
  private static final MathContext DIGITS = new MathContext(4);

  private SweepHtml() {}

  /** How many runs, how they ended, and the best. */
  static String figures(SweepTable table) {
    StringBuilder html = new StringBuilder("<dl class=\"card figures\">");
    figure(html, "Runs", Numbers.grouped(table.rows().size()), "");
    for (SweepRow.Status status : List.of(SweepRow.Status.values())) {
      int count = table.count(status);
      if (count > 0 || status == SweepRow.Status.COMPLETE) {
        figure(html, sentence(status.toString()), Numbers.grouped(count), "");
      }
    }
    table
        .best()
        .ifPresent(
            row -> figure(html, "Least half_mmd2_v", number(row.halfMmd2V()), row.run().label()));
    return html.append("</dl>").toString();
  }

  private static void figure(StringBuilder html, String name, String value, String small) {
    html.append("<div><dt>").append(PageText.html(name)).append("</dt><dd>");
    html.append(PageText.html(value));
    if (!small.isEmpty()) {
      html.append(" <small>").append(PageText.html(small)).append("</small>");
    }
    html.append("</dd></div>");
  }

  private static String sentence(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** A line for each run, its folder a link to its page. */
  static String rows(SweepTable table) {
    List<String> keys = List.copyOf(table.rows().get(0).run().setting().keySet());
    StringBuilder html =
        new StringBuilder("<div class=\"scroll\"><table class=\"runs\"><thead><tr>");
    head(html, keys);
    head(html, List.of("seed", "steps", "half_mmd2_v", "half_mmd2_u", "seconds", "status", "run"));
    html.append("</tr></thead><tbody>");
    table.rows().stream().limit(MOST_ROWS).forEach(row -> row(html, table, row));
    html.append("</tbody></table></div>");
    if (table.rows().size() > MOST_ROWS) {
      html.append("<p class=\"quiet\">The other runs are in sweep.csv.</p>");
    }
    return html.toString();
  }

  private static void head(StringBuilder html, List<String> names) {
    names.forEach(
        name -> html.append("<th scope=\"col\">").append(PageText.html(name)).append("</th>"));
  }

  private static void row(StringBuilder html, SweepTable table, SweepRow row) {
    boolean best = table.best().equals(Optional.of(row));
    html.append("<tr class=\"").append(row.status()).append(best ? " best\">" : "\">");
    row.run().setting().values().forEach(value -> cell(html, value));
    cell(html, Long.toString(row.run().seed()));
    for (OptionalDouble value :
        List.of(row.steps(), row.halfMmd2V(), row.halfMmd2U(), row.seconds())) {
      cell(html, number(value));
    }
    cell(html, row.status().toString());
    String folder = PageText.html(row.run().folder());
    html.append("<td>");
    if (Files.isRegularFile(table.folder(row.run()).resolve("report.html"))) {
      html.append("<a href=\"").append(folder).append("/report.html\">");
      html.append(folder).append("</a>");
    } else {
      html.append(folder);
    }
    html.append("</td></tr>");
  }

  private static void cell(StringBuilder html, String text) {
    html.append("<td>").append(PageText.html(text)).append("</td>");
  }

  static String list(List<String> notes) {
    StringBuilder html = new StringBuilder();
    notes.forEach(note -> html.append("<li>").append(PageText.html(note)).append("</li>"));
    return html.toString();
  }

  private static String number(OptionalDouble value) {
    if (value.isEmpty()) {
      return "–";
    }
    double number = value.getAsDouble();
    return number == Math.rint(number)
        ? Numbers.grouped((long) number)
        : org.mmdflow.expression.Numbers.format(new BigDecimal(number).round(DIGITS).doubleValue());
  }
}
