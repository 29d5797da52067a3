package org.mmdflow.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Points;

/**
 * Reads numbers separated by commas: UTF-8 (UTF-16 where a byte order mark says so), quotes, any
 * line ends, blank lines at the end. A first row without a number is a header.
 */
final class CsvTableReader {
  private static final int MOST_FIELDS = 1 << 16;
  private static final int LONGEST_FIELD = 1 << 12;
  private static final int LONGEST_RECORD = 1 << 22;

  private final DataFile file;
  private final String where;
  private final DoubleList values;
  private int rows;
  private long blankLine;

  private CsvTableReader(DataFile file) {
    this.file = file;
    this.where = file.written();
    this.values = new DoubleList(where);
  }

  static CsvTable read(DataFile file) {
    DataFile.size(file.path(), file.written());
    try (InputStream in = Files.newInputStream(file.path())) {
      return read(file, in);
    } catch (IOException e) {
      throw DataFile.unreadable(file.written(), e);
    }
  }

  static CsvTable read(DataFile file, InputStream in) throws IOException {
    CsvTableReader reader = new CsvTableReader(file);
    CsvRecordHandler handler =
        CsvRecordHandler.of(
            c ->
                c.maxFields(MOST_FIELDS).maxFieldSize(LONGEST_FIELD).maxRecordSize(LONGEST_RECORD));
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .skipEmptyLines(false)
            .detectBomHeader(true)
            .maxBufferSize(2 * LONGEST_RECORD)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(handler, in, StandardCharsets.UTF_8)) {
      return reader.table(records);
    } catch (CsvParseException e) {
      throw new UserError(
          "cannot be read as comma-separated values ("
              + Shown.text(reason(e))
              + "), "
              + file.written()
              + "; check quotes and commas there",
          e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The innermost message: the outer ones only say where. */
  private static String reason(CsvParseException e) {
    String outer = String.valueOf(e.getMessage());
    return e.getCause() == null ? outer : outer + ": " + e.getCause().getMessage();
  }

  private CsvTable table(CsvReader<CsvRecord> records) {
    Optional<CsvColumns> columns = Optional.empty();
    for (CsvRecord record : records) {
      long line = record.getStartingLineNumber();
      List<String> fields = record.getFields();
      if (fields.size() == 1 && fields.get(0).isBlank()) {
        blankLine = blankLine == 0 ? line : blankLine;
        continue;
      }
      if (blankLine > 0) {
        throw new UserError(
            "blank line before more rows, " + where + " row " + blankLine + "; remove it");
      }
      if (columns.isPresent()) {
        add(columns.get(), line, fields);
        continue;
      }
      List<String> names = names(line, fields);
      columns = Optional.of(CsvColumns.of(file, names, fields.size()));
      if (names.isEmpty()) {
        add(columns.get(), line, fields);
      }
    }
    if (rows == 0) {
      throw new UserError("no rows of numbers, " + where + "; give at least one point");
    }
    CsvColumns all = columns.orElseThrow();
    List<String> picked = new ArrayList<>();
    if (!all.names().isEmpty()) {
      all.picked().forEach(column -> picked.add(all.names().get(column)));
    }
    return new CsvTable(picked, Points.of(rows, all.picked().size(), values.toArray()));
  }

  /** The names in the first row, or none where it holds numbers. */
  private List<String> names(long line, List<String> fields) {
    List<String> names = new ArrayList<>();
    int number = -1;
    int word = -1;
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i).strip();
      if (CsvNumber.isNumber(field)) {
        number = i;
      } else if (word < 0) {
        word = i;
      }
      // numpy.savetxt puts a hash before its header.
      names.add(i == 0 && field.startsWith("#") ? field.substring(1).strip() : field);
    }
    if (word < 0) {
      return List.of();
    }
    if (number >= 0) {
      throw new UserError(
          "the first row mixes numbers and text: '"
              + Shown.text(fields.get(word))
              + "', "
              + where
              + " row "
              + line
              + ", column "
              + (word + 1)
              + "; give names only (a header) or numbers only");
    }
    return names;
  }

  private void add(CsvColumns columns, long line, List<String> fields) {
    if (fields.size() != columns.width()) {
      throw new UserError(
          fields.size()
              + " columns where the rows above have "
              + columns.width()
              + ", "
              + where
              + " row "
              + line
              + "; give every row the same number");
    }
    for (int column : columns.picked()) {
      String field = fields.get(column).strip();
      if (!CsvNumber.isNumber(field)) {
        throw new UserError(
            "'"
                + Shown.text(field)
                + "' is not a number, "
                + columns.place(where, line, column)
                + "; write numbers like -1.5e3, separated by commas");
      }
      double value = CsvNumber.parse(field);
      if (!Double.isFinite(value)) {
        throw NotFinite.error(Shown.text(field), columns.place(where, line, column));
      }
      values.add(value);
    }
    rows++;
  }
}
