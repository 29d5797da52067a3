package org.mmdflow.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The parts of a page that need no script: settings, origin, commands. */
final class FactsHtml {
  private FactsHtml() {}

  /** One row for each key, one column for each run; rows where runs differ are marked. */
  static String table(List<RunReport> runs, Function<RunReport, Map<String, String>> facts) {
    Set<String> keys = new LinkedHashSet<>();
    runs.forEach(run -> keys.addAll(facts.apply(run).keySet()));
    if (keys.isEmpty()) {
      return "<p class=\"quiet\">None recorded.</p>";
    }
    StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"facts\">");
    if (runs.size() > 1) {
      html.append("<thead><tr><td></td>");
      for (int i = 0; i < runs.size(); i++) {
        html.append("<th scope=\"col\">").append(name(runs, i)).append("</th>");
      }
      html.append("</tr></thead>");
    }
    html.append("<tbody>");
    for (String key : keys) {
      row(html, key, runs.stream().map(run -> facts.apply(run).getOrDefault(key, "")).toList());
    }
    return html.append("</tbody></table></div>").toString();
  }

  private static void row(StringBuilder html, String key, List<String> values) {
    boolean differs = values.stream().distinct().count() > 1;
    html.append(differs ? "<tr class=\"differs\">" : "<tr>");
    html.append("<th scope=\"row\">").append(PageText.html(key)).append("</th>");
    for (String value : values) {
      html.append("<td>").append(value.isEmpty() ? "–" : PageText.html(value)).append("</td>");
    }
    html.append("</tr>");
  }

  /** The commands that make the runs again, each with a button that copies it. */
  static String commands(List<RunReport> runs) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < runs.size(); i++) {
      if (runs.size() > 1) {
        html.append("<h3>").append(name(runs, i)).append("</h3>");
      }
      html.append(command(runs.get(i).command()));
    }
    return html.toString();
  }

  /** One command with its button. */
  static String command(String command) {
    return "<div class=\"command\"><pre><code>"
        + PageText.html(command)
        + "</code></pre><button type=\"button\" class=\"copy\">Copy</button></div>";
  }

  /** Names and values. */
  static String table(Map<String, String> facts) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"facts\"><tbody>");
    facts.forEach((key, value) -> row(html, key, List.of(value)));
    return html.append("</tbody></table></div>").toString();
  }

  /** The title of a run behind a dot in its colour. */
  private static String name(List<RunReport> runs, int i) {
    return "<span class=\"dot run-"
        + i % 6
        + "\"></span>"
        + Objects.requireNonNull(PageText.html(runs.get(i).title()));
  }
}
