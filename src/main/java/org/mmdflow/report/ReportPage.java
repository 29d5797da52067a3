package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mmdflow.io.AtomicFiles;

/**
 * Writes the page of a run, or the page that compares several.
 *
 * <p>One HTML file with everything in it: it opens from a disk, loads nothing, and its policy
 * forbids it to. Stateless, safe for any number of threads.
 */
public final class ReportPage {
  private ReportPage() {}

  /**
   * Writes the page to {@code file}: first under a temporary name beside it, then renamed, so that
   * a reader sees the old page or the new one, never a part.
   *
   * @param runs one run, or several to compare, in the order to show
   * @param file where to; replaced if it exists
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if there is no run
   */
  public static void write(List<RunReport> runs, Path file) throws IOException {
    byte[] page = html(runs, PackLimits.DEFAULT).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, page);
  }

  /** The page as text. */
  static String html(List<RunReport> runs, PackLimits limits) throws IOException {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a report needs at least one run");
    }
    String style = PageResources.style();
    String script = PageResources.script(PageResources.RUN);
    Map<String, String> values = new HashMap<>();
    values.put("color-scheme", "light dark");
    values.put("policy", ContentSecurityPolicy.of(script, style));
    values.put("title", PageText.html(title(runs)));
    values.put("kind", runs.size() == 1 ? "Run report" : "Comparison of " + runs.size() + " runs");
    values.put("style", style);
    values.put("settings", FactsHtml.table(runs, RunReport::settings));
    values.put("origin", FactsHtml.table(runs, RunReport::origin));
    values.put("commands", FactsHtml.commands(runs));
    values.put("verdicts", FactsHtml.verdicts(runs));
    values.put("transport", PageResources.transport());
    values.put("licence", PageText.html(PageResources.licence()));
    values.put("data", json(runs, limits.sharedBy(runs.size())));
    values.put("script", script);
    return PageTemplate.fill(PageResources.template("page.html"), values);
  }

  private static String title(List<RunReport> runs) {
    return runs.stream().map(RunReport::title).collect(Collectors.joining(" | "));
  }

  private static String json(List<RunReport> runs, PackLimits limits) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setCharacterEscapes(new PageText.ScriptEscapes());
      json.writeStartObject();
      json.writeArrayFieldStart("runs");
      for (RunReport run : runs) {
        new RunJson(run, limits, json).write();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
