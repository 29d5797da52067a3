package org.mmdflow.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.mmdflow.experiment.reproduction.Row;
import org.mmdflow.experiment.reproduction.Row.Verdict;

/** The parts of a reproduction's page that need no script: text and the table of figures. */
final class ReproductionHtml {
  private static final MathContext DIGITS = new MathContext(3);

  private ReproductionHtml() {}

  static String paragraphs(List<String> text) {
    StringBuilder html = new StringBuilder();
    text.forEach(p -> html.append("<p>").append(PageText.html(p)).append("</p>"));
    return html.toString();
  }

  static String list(List<String> notes) {
    StringBuilder html = new StringBuilder();
    notes.forEach(note -> html.append("<li>").append(PageText.html(note)).append("</li>"));
    return html.toString();
  }

  /** How many figures hold, in one line of badges. */
  static String verdict(List<Row> rows, boolean complete) {
    StringBuilder html = new StringBuilder();
    for (Verdict verdict : Verdict.values()) {
      long count = rows.stream().filter(row -> row.verdict() == verdict).count();
      if (count > 0 && verdict != Verdict.SHOWN) {
        html.append(badge(verdict, counted(verdict, count))).append(' ');
      }
    }
    if (!complete) {
      html.append(badge(Verdict.NOT_REACHED, "ended early"));
    }
    return html.toString();
  }

  /** The table; rows named {@code group: what} stand under their group. */
  static String rows(List<Row> rows) {
    StringBuilder html = new StringBuilder();
    String group = "";
    for (Row row : rows) {
      int colon = row.what().indexOf(": ");
      String here = colon < 0 ? "" : row.what().substring(0, colon);
      if (!here.equals(group)) {
        html.append("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"6\">")
            .append(PageText.html(here))
            .append("</th></tr>");
        group = here;
      }
      row(html, row, colon < 0 ? row.what() : row.what().substring(colon + 2));
    }
    return html.toString();
  }

  private static void row(StringBuilder html, Row row, String what) {
    html.append("<tr class=\"").append(css(row.verdict())).append("\"><th scope=\"row\">");
    html.append(PageText.html(what)).append("</th>");
    cell(
        html, "Published", row.publishedWords().orElse(number(row.published().orElse(Double.NaN))));
    cell(html, "Ours", number(row.ours()));
    cell(html, "Over seeds", range(row));
    cell(html, "Must hold", row.tolerance());
    html.append("<td data-label=\"Verdict\">")
        .append(badge(row.verdict(), word(row.verdict())))
        .append("</td></tr>");
  }

  private static void cell(StringBuilder html, String label, String text) {
    html.append("<td data-label=\"").append(label).append("\">").append(PageText.html(text));
    html.append("</td>");
  }

  private static String range(Row row) {
    return row.lowest() == row.highest() || Double.isNaN(row.lowest())
        ? ""
        : number(row.lowest()) + " … " + number(row.highest());
  }

  private static String badge(Verdict verdict, String text) {
    return "<span class=\"badge " + css(verdict) + "\">" + PageText.html(text) + "</span>";
  }

  private static String css(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "holds";
      case FAIL -> "fails";
      case NOT_REACHED -> "not reached";
      case SHOWN -> "shown";
    };
  }

  private static String counted(Verdict verdict, long count) {
    return switch (verdict) {
      case PASS -> count == 1 ? "1 figure holds" : count + " figures hold";
      case FAIL -> count == 1 ? "1 figure fails" : count + " figures fail";
      default -> count + " " + word(verdict);
    };
  }

  /** Three digits: 0.0123, 1.23e-4; a dash for what is undefined. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    String text;
    if (value == Math.rint(value) && size < 1e6) {
      text = Long.toString((long) value);
    } else if (size >= 1e-3 && size < 1e6) {
      BigDecimal rounded = new BigDecimal(value).round(DIGITS);
      int decimals = DIGITS.getPrecision() - rounded.precision() + rounded.scale();
      text = rounded.setScale(Math.max(0, decimals)).toPlainString();
    } else {
      text = String.format(Locale.ROOT, "%.2e", value).replaceFirst("e([+-])0?", "e$1");
      text = text.replace("e+", "e");
    }
    return text.replace("-", "−").replace("e−", "e-");
  }
}
