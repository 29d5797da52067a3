package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmdflow.measure.Points;

/** The fields of a run, grouped by their grid: each group is one film of heat map and arrows. */
final class FieldJson {
  private final JsonGenerator json;
  private final List<String> notes;

  FieldJson(JsonGenerator json, List<String> notes) {
    this.json = json;
    this.notes = notes;
  }

  /** Writes "fields" with at most about {@code mostNodes} nodes in all. */
  void write(List<Snapshot> snapshots, long mostNodes) throws IOException {
    Map<Grid, Map<Long, Field>> films = new LinkedHashMap<>();
    long nodes = 0;
    for (Snapshot snapshot : snapshots) {
      for (Field field : snapshot.fields()) {
        films.computeIfAbsent(field.grid(), g -> new TreeMap<>()).put(snapshot.step(), field);
        nodes += field.grid().size();
      }
    }
    int frames = films.values().stream().mapToInt(Map::size).max().orElse(0);
    int most =
        nodes == 0 ? 0 : (int) Math.max(2, frames * Math.min(1.0, (double) mostNodes / nodes));
    if (most < frames) {
      notes.add(
          "The field is stored at "
              + most
              + " of "
              + frames
              + " snapshots and interpolated between.");
    }
    json.writeArrayFieldStart("fields");
    for (Map.Entry<Grid, Map<Long, Field>> film : films.entrySet()) {
      writeFilm(film.getKey(), film.getValue(), most);
    }
    json.writeEndArray();
  }

  private void writeFilm(Grid grid, Map<Long, Field> fields, int most) throws IOException {
    json.writeStartObject();
    json.writeNumberField("xAxis", grid.xAxis());
    json.writeNumberField("yAxis", grid.yAxis());
    json.writeArrayFieldStart("box");
    for (double bound : new double[] {grid.xLow(), grid.xHigh(), grid.yLow(), grid.yHigh()}) {
      json.writeNumber(bound);
    }
    json.writeEndArray();
    json.writeNumberField("nx", grid.nx());
    json.writeNumberField("ny", grid.ny());
    json.writeArrayFieldStart("frames");
    List<Map.Entry<Long, Field>> all = List.copyOf(fields.entrySet());
    for (int k : Thinning.keepEnds(all.size(), most)) {
      writeFrame(all.get(k).getKey(), all.get(k).getValue().values());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeFrame(long step, Points values) throws IOException {
    double witness = largest(values, 0);
    double slope = Math.max(largest(values, 1), largest(values, 2));
    json.writeStartObject();
    json.writeNumberField("step", step);
    json.writeNumberField("witness", witness);
    json.writeNumberField("slope", slope);
    json.writeStringField("f", Packing.column(values, 0, -witness, witness));
    json.writeStringField("u", Packing.column(values, 1, -slope, slope));
    json.writeStringField("v", Packing.column(values, 2, -slope, slope));
    json.writeEndObject();
  }

  /** The largest finite magnitude in a column; 1e-300 where all are 0, to keep divisions legal. */
  private static double largest(Points values, int column) {
    double largest = 1e-300;
    for (int i = 0; i < values.n(); i++) {
      double magnitude = Math.abs(values.get(i, column));
      if (Double.isFinite(magnitude)) {
        largest = Math.max(largest, magnitude);
      }
    }
    return largest;
  }
}
