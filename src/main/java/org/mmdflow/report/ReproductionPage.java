package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mmdflow.experiment.reproduction.Film;
import org.mmdflow.experiment.reproduction.Panel;
import org.mmdflow.experiment.reproduction.Reproduction;

/**
 * The page of a reproduction: published figures against ours, diagrams, clouds side by side on one
 * clock. One HTML file with everything in it, as {@link ReportPage}. Stateless, any thread.
 */
final class ReproductionPage {
  private ReproductionPage() {}

  /** The page as text. */
  static String html(Reproduction reproduction, Provenance provenance) throws IOException {
    String style = PageResources.style();
    String script = PageResources.script(PageResources.REPRODUCTION);
    Map<String, String> values = new HashMap<>();
    values.put("color-scheme", "light dark");
    values.put("policy", ContentSecurityPolicy.of(script, style));
    values.put("title", PageText.html(reproduction.title()));
    values.put("name", PageText.html(reproduction.name()));
    values.put("style", style);
    values.put("text", ReproductionHtml.paragraphs(reproduction.text()));
    values.put("verdict", ReproductionHtml.verdict(reproduction.rows(), provenance.complete()));
    values.put("rows", ReproductionHtml.rows(reproduction.rows()));
    values.put("settings", FactsHtml.table(reproduction.settings()));
    values.put("origin", FactsHtml.table(texts(provenance.origin())));
    values.put("command", FactsHtml.command(provenance.command()));
    values.put("notes", ReproductionHtml.list(reproduction.notes()));
    values.put("transport", PageResources.transport());
    values.put("licence", PageText.html(PageResources.licence()));
    values.put("data", json(reproduction));
    values.put("script", script);
    return PageTemplate.fill(PageResources.template("reproduction.html"), values);
  }

  private static Map<String, String> texts(Map<String, Object> facts) {
    Map<String, String> texts = new LinkedHashMap<>();
    facts.forEach((name, value) -> texts.put(name.replace('_', ' '), value.toString()));
    return texts;
  }

  private static String json(Reproduction reproduction) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setCharacterEscapes(new PageText.ScriptEscapes());
      json.writeStartObject();
      json.writeArrayFieldStart("panels");
      for (Panel panel : reproduction.panels()) {
        DiagramJson.write(panel, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("films");
      for (Film film : reproduction.films()) {
        FilmJson.write(film, json, reproduction.films().size());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
