package org.mmdflow.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmdflow.measure.Points;
import org.mmdflow.measure.Weights;

/** One run as the JSON object that the page's script reads, thinned to the limits. */
final class RunJson {
  private final RunReport run;
  private final PackLimits limits;
  private final JsonGenerator json;
  private final List<String> notes = new ArrayList<>();

  RunJson(RunReport run, PackLimits limits, JsonGenerator json) {
    this.run = run;
    this.limits = limits;
    this.json = json;
  }

  void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("title", run.title());
    writeMetrics();
    List<Points> clouds = new ArrayList<>();
    run.snapshots().forEach(s -> clouds.add(s.particles()));
    run.target().ifPresent(clouds::add);
    if (!clouds.isEmpty()) {
      Box box = Box.around(clouds);
      int axes = Math.min(box.d(), limits.axes());
      if (axes < box.d()) {
        notes.add("The page holds the first " + axes + " of " + box.d() + " coordinates.");
      }
      CloudJson.box(json, box, axes);
      writeFrames(box, axes);
      if (run.target().isPresent()) {
        writeTarget(run.target().get(), box, axes);
      }
    }
    notes.addAll(run.notes());
    json.writeArrayFieldStart("notes");
    for (String note : notes) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeMetrics() throws IOException {
    double[] steps = run.metrics().getOrDefault(RunReport.STEP, new double[0]);
    int[] rows = Thinning.keepEnds(steps.length, limits.rows());
    if (rows.length < steps.length) {
      notes.add(
          Numbers.grouped(rows.length)
              + " of "
              + Numbers.grouped(steps.length)
              + " rows of the metrics are drawn, evenly chosen.");
    }
    json.writeObjectFieldStart("metrics");
    for (Map.Entry<String, double[]> column : run.metrics().entrySet()) {
      json.writeArrayFieldStart(column.getKey());
      for (int row : rows) {
        Numbers.write(json, column.getValue()[row]);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void writeFrames(Box box, int axes) throws IOException {
    int[] kept = Thinning.keepEnds(run.snapshots().size(), limits.frames());
    json.writeArrayFieldStart("frames");
    if (kept.length == 0) {
      json.writeEndArray();
      return;
    }
    int n = run.snapshots().get(0).particles().n();
    int stride = PackLimits.stride(n, limits.pointsPerFrame(kept.length, axes));
    List<Snapshot> shown = Arrays.stream(kept).mapToObj(run.snapshots()::get).toList();
    for (Snapshot snapshot : shown) {
      CloudJson.frame(json, snapshot.step(), snapshot.particles(), box, axes, stride);
    }
    json.writeEndArray();
    writeSize(n, stride, run.particleWeights());
    noteFrames(kept.length, n, stride);
    new FieldJson(json, notes).write(shown, limits.fieldNodes());
  }

  private void noteFrames(int kept, int n, int stride) {
    if (kept < run.snapshots().size()) {
      notes.add(
          kept + " of " + Numbers.grouped(run.snapshots().size()) + " snapshots are in the page.");
    }
    if (stride > 1) {
      notes.add(Thinning.strideNote("particles", n, stride));
    }
  }

  private void writeTarget(Points target, Box box, int axes) throws IOException {
    int stride = PackLimits.stride(target.n(), limits.targetPoints(axes));
    json.writeObjectFieldStart("target");
    json.writeStringField("points", Packing.points(target, box, axes, stride));
    writeSize(target.n(), stride, run.targetWeights());
    json.writeEndObject();
    if (stride > 1) {
      notes.add(Thinning.strideNote("target points", target.n(), stride));
    }
  }

  /** How many there are, how many are shown, and their weights relative to the largest. */
  private void writeSize(int n, int stride, Optional<Weights> weights) throws IOException {
    CloudJson.size(json, n, stride);
    if (weights.isPresent() && !weights.get().isUniform()) {
      double[] w = weights.get().toArray();
      double largest = Arrays.stream(w).max().orElse(1);
      Points column = Points.of(n, 1, w).rows(Thinning.everyNth(n, stride));
      json.writeStringField("weights", Packing.column(column, 0, 0, largest));
    }
  }
}
