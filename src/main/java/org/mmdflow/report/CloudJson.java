package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.mmdflow.measure.Points;

/** Members of a page's JSON that runs and films have in common. */
final class CloudJson {
  private CloudJson() {}

  /** Dimension and box of the first {@code axes} coordinates. */
  static void box(JsonGenerator json, Box box, int axes) throws IOException {
    json.writeNumberField("d", box.d());
    json.writeArrayFieldStart("box");
    for (int axis = 0; axis < axes; axis++) {
      json.writeStartArray();
      json.writeNumber(box.low(axis));
      json.writeNumber(box.high(axis));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** A cloud at a step. */
  static void frame(JsonGenerator json, long step, Points cloud, Box box, int axes, int stride)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("step", step);
    json.writeStringField("points", Packing.points(cloud, box, axes, stride));
    json.writeEndObject();
  }

  /** How many there are and how many are shown. */
  static void size(JsonGenerator json, int n, int stride) throws IOException {
    json.writeNumberField("n", n);
    json.writeNumberField("shown", Packing.shown(n, stride));
    json.writeNumberField("stride", stride);
  }
}
