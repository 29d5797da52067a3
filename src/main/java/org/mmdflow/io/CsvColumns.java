package org.mmdflow.io;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mmdflow.expression.UserError;

/**
 * Which columns of a .csv file are wanted: by name, else by number from 1.
 *
 * @param names of all columns, empty if the file has no header
 * @param width how many columns the file has
 * @param picked indices from 0, in the wanted order
 */
record CsvColumns(List<String> names, int width, List<Integer> picked) {
  private static final int MOST_SHOWN = 8;

  static CsvColumns of(DataFile file, List<String> names, int width) {
    if (file.part().isEmpty()) {
      return new CsvColumns(names, width, IntStream.range(0, width).boxed().toList());
    }
    List<Integer> picked = new ArrayList<>();
    for (String wanted : file.part().get().split(",", -1)) {
      picked.add(index(file.written(), names, width, wanted.strip()));
    }
    return new CsvColumns(names, width, List.copyOf(picked));
  }

  /** A cell for a message: line from 1, column from 1 and its name. */
  String place(String where, long line, int column) {
    String name = names.isEmpty() ? "" : " (" + Shown.text(names.get(column)) + ")";
    return where + " row " + line + ", column " + (column + 1) + name;
  }

  private static int index(String where, List<String> names, int width, String wanted) {
    int named = names.indexOf(wanted);
    if (named >= 0 && names.lastIndexOf(wanted) != named) {
      throw new UserError(
          "two columns are called '"
              + Shown.text(wanted)
              + "', "
              + where
              + "; pick by number, from 1");
    }
    if (named >= 0) {
      return named;
    }
    if (wanted.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(wanted);
      if (number >= 1 && number <= width) {
        return number - 1;
      }
    }
    throw new UserError(
        "no column '" + Shown.text(wanted) + "', " + where + "; it has " + held(names, width));
  }

  private static String held(List<String> names, int width) {
    if (names.isEmpty()) {
      return "columns 1 to " + width;
    }
    String shown =
        names.stream().limit(MOST_SHOWN).map(Shown::text).reduce((a, b) -> a + ", " + b).orElse("");
    return "the columns " + shown + (names.size() > MOST_SHOWN ? ", ..." : "");
  }
}
