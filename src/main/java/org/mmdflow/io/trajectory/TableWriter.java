package org.mmdflow.io.trajectory;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mmdflow.measure.Points;

/**
 * One table of all frames in .csv, a row for each particle and frame: step, flow_time, particle
 * (from 1), the coordinates by their names, weight where there are weights.
 */
final class TableWriter {
  private TableWriter() {}

  /** Writes all frames; leaves the stream open. */
  static void write(Trajectory t, Runnable beforeFrame, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    @SuppressWarnings("resource") // Whoever opened the stream closes it.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    List<String> names = new ArrayList<>(List.of("step", "flow_time", "particle"));
    names.addAll(t.columns());
    t.weights().ifPresent(w -> names.add("weight"));
    csv.writeRecord(names);
    String[] fields = new String[names.size()];
    for (int i = 0; i < t.size(); i++) {
      beforeFrame.run();
      Points points = t.frame(i);
      fields[0] = Long.toString(t.moments().get(i).step());
      fields[1] = Double.toString(t.moments().get(i).time());
      for (int p = 0; p < t.n(); p++) {
        fields[2] = Integer.toString(p + 1);
        for (int axis = 0; axis < t.d(); axis++) {
          fields[3 + axis] = t.number(points.get(p, axis));
        }
        if (t.weights().isPresent()) {
          fields[3 + t.d()] = Double.toString(t.weights().get().get(p));
        }
        csv.writeRecord(fields);
      }
    }
    csv.flush();
    text.flush();
  }
}
