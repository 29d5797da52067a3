package org.mmdflow.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mmdflow.expression.UserError;

/**
 * The columns of a {@code metrics.csv} by name. Empty cells are NaN: a run leaves empty what is
 * undefined. The arrays are the table's own, to be read only.
 *
 * @param columns all of one length
 */
public record MetricsTable(Map<String, double[]> columns) {
  /** Keeps the map's order. */
  public MetricsTable {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /**
   * Reads a file. A last row that was not written to its end, as a running experiment may have it,
   * is left out.
   *
   * @throws UserError if it cannot be read or is no table of numbers
   */
  public static MetricsTable read(Path file) {
    List<CsvRecord> records = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(file)) {
      csv.forEach(records::add);
    } catch (IOException | RuntimeException e) {
      throw new UserError(
          "cannot be read (" + Words.oneLine(e) + "), " + file + "; is this a run folder?", e);
    }
    if (records.isEmpty()) {
      throw new UserError("is empty, " + file + "; run the experiment again");
    }
    List<String> names = records.get(0).getFields();
    boolean torn =
        records.size() > 1 && records.get(records.size() - 1).getFieldCount() < names.size();
    List<CsvRecord> rows = records.subList(1, records.size() - (torn ? 1 : 0));
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      double[] column = new double[rows.size()];
      for (int r = 0; r < column.length; r++) {
        column[r] = number(rows.get(r), c, file);
      }
      columns.put(names.get(c), column);
    }
    return new MetricsTable(columns);
  }

  private static double number(CsvRecord row, int column, Path file) {
    String text = column < row.getFieldCount() ? row.getField(column).strip() : "";
    if (text.isEmpty()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UserError(
          "not a number, "
              + file
              + " line "
              + row.getStartingLineNumber()
              + ", column "
              + (column + 1)
              + "; mmdflow resume or a new run writes it again",
          e);
    }
  }

  /** How many rows. */
  public int rows() {
    return columns.values().stream().mapToInt(column -> column.length).findFirst().orElse(0);
  }

  /** The first number of a column, if there is one. */
  public OptionalDouble first(String name) {
    double[] column = columns.getOrDefault(name, new double[0]);
    return column.length > 0 && Double.isFinite(column[0])
        ? OptionalDouble.of(column[0])
        : OptionalDouble.empty();
  }
}
