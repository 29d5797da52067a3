package org.mmdflow.io;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mmdflow.measure.Points;

/**
 * Writes points as .csv: UTF-8, a header, line feeds, numbers that read back to the same bits of
 * their type.
 */
final class CsvTableWriter {
  private CsvTableWriter() {}

  /** Leaves the stream open. */
  static void write(Points points, List<String> names, ElementType type, OutputStream out)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    @SuppressWarnings("resource") // Whoever opened the stream closes it.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    csv.writeRecord(names);
    String[] fields = new String[points.d()];
    for (int i = 0; i < points.n(); i++) {
      for (int j = 0; j < fields.length; j++) {
        double value = points.get(i, j);
        fields[j] =
            type == ElementType.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
      }
      csv.writeRecord(fields);
    }
    csv.flush();
    text.flush();
  }
}
