package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.mmdflow.experiment.reproduction.Curve;
import org.mmdflow.experiment.reproduction.Panel;

/** A panel of a reproduction as the JSON object that the page's script draws. */
final class DiagramJson {
  private DiagramJson() {}

  static void write(Panel panel, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", panel.title());
    axis(json, "x", panel.x());
    axis(json, "y", panel.y());
    json.writeArrayFieldStart("curves");
    for (Curve curve : panel.curves()) {
      json.writeStartObject();
      json.writeStringField("name", curve.name());
      json.writeStringField("origin", curve.origin().name().toLowerCase(Locale.ROOT));
      numbers(json, "x", curve.x());
      numbers(json, "y", curve.y());
      if (curve.band().isPresent()) {
        numbers(json, "low", curve.band().get().low());
        numbers(json, "high", curve.band().get().high());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void axis(JsonGenerator json, String name, Panel.Axis axis) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("label", axis.label());
    json.writeBooleanField("log", axis.logarithmic());
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, String name, double[] values) throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      Numbers.write(json, value);
    }
    json.writeEndArray();
  }
}
