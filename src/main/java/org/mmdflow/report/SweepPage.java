package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmdflow.experiment.SweepRow;
import org.mmdflow.experiment.SweepTable;
import org.mmdflow.io.AtomicFiles;

/**
 * The page of a sweep: losses against the swept values and by step, and a table of the runs. One
 * HTML file with everything in it, as {@link ReportPage}. Stateless, any thread.
 */
public final class SweepPage {
  private static final List<String> ORIGIN = List.of("mmdflow", "engine", "device", "why", "host");

  private SweepPage() {}

  /**
   * Writes the page of the sweep in {@code folder} to {@code file}, which is replaced as a whole.
   * The sweep need not be complete.
   *
   * @throws org.mmdflow.expression.UserError if there is no sweep, or a table cannot be read
   * @throws UncheckedIOException if the page cannot be written
   */
  public static void write(Path folder, Path file) {
    try {
      AtomicFiles.write(file, html(folder).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** The page as text. */
  static String html(Path folder) throws IOException {
    SweepTable table = SweepTable.read(folder);
    SweepDiagrams diagrams = new SweepDiagrams(table);
    String style = PageResources.style();
    String script = PageResources.script(PageResources.SWEEP);
    Map<String, String> values = new HashMap<>();
    values.put("color-scheme", "light dark");
    values.put("policy", ContentSecurityPolicy.of(script, style));
    values.put("title", PageText.html(title(folder)));
    values.put("style", style);
    values.put("figures", SweepHtml.figures(table));
    values.put("rows", SweepHtml.rows(table));
    values.put("settings", FactsHtml.table(table.plan().settings()));
    values.put("origin", FactsHtml.table(origin(table)));
    values.put("command", FactsHtml.command(table.command()));
    values.put("notes", SweepHtml.list(notes(table, diagrams)));
    values.put("licence", PageText.html(PageResources.licence()));
    values.put("data", json(diagrams));
    values.put("script", script);
    return PageTemplate.fill(PageResources.template("sweep.html"), values);
  }

  private static String title(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** What the first run that has begun says of itself. */
  private static Map<String, String> origin(SweepTable table) {
    return table.rows().stream()
        .map(row -> facts(table.folder(row.run())))
        .filter(facts -> !facts.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }

  /** Empty where the run has not begun, or its manifest cannot be read. */
  private static Map<String, String> facts(Path run) {
    try {
      Map<String, String> facts = ManifestFacts.read(run.resolve("manifest.json"));
      Map<String, String> shown = new LinkedHashMap<>();
      ORIGIN.forEach(name -> shown.put(name, facts.getOrDefault(name, "")));
      return shown;
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static List<String> notes(SweepTable table, SweepDiagrams diagrams) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Curves are means over the seeds of a setting, bands reach from the lowest to the highest"
            + " run; only complete runs count.");
    if (!table.comparable()) {
      notes.add(
          "Kernel or target differ between runs: their losses measure different things, so none is"
              + " called the best.");
    }
    if (table.count(SweepRow.Status.DIVERGED) > 0) {
      notes.add("Runs that diverged are in the table, and in no curve.");
    }
    notes.addAll(diagrams.notes());
    return notes;
  }

  private static String json(SweepDiagrams diagrams) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setCharacterEscapes(new PageText.ScriptEscapes());
      json.writeStartObject();
      json.writeArrayFieldStart("panels");
      for (SweepDiagrams.Diagram diagram : diagrams.diagrams()) {
        DiagramJson.write(diagram.panel(), json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (SweepDiagrams.Diagram diagram : diagrams.diagrams()) {
        json.writeStartArray();
        for (String word : diagram.categories()) {
          json.writeString(word);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
