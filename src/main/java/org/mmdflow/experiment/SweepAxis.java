package org.mmdflow.experiment;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Suggestions;

/**
 * A key of the experiment and the values that it takes in turn.
 *
 * @param key one of {@link ExperimentKeys#NAMES}
 * @param values at least one, no two the same, as the user wrote them
 */
public record SweepAxis(String key, List<String> values) {
  private static final String FLAG = "--sweep";
  private static final String FORM = "write " + FLAG + " KEY=V1,V2,...";
  private static final String OPENING = "([";
  private static final String CLOSING = ")]";

  /** Keeps its own list. */
  public SweepAxis {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code KEY=V1,V2,...}. Commas within brackets or quotes belong to a value.
   *
   * @throws org.mmdflow.expression.UserError pointing at the character
   */
  static SweepAxis parse(String text) {
    return new Setting(text, "in " + FLAG, Path.of("")).read(SweepAxis::split);
  }

  private static SweepAxis split(String text) {
    int equals = text.indexOf('=');
    String key = (equals < 0 ? text : text.substring(0, equals)).strip();
    if (!ExperimentKeys.NAMES.contains(key)) {
      throw new Location(text, 0)
          .error(
              "unknown key " + Location.quote(key),
              Suggestions.mend(key, "keys", ExperimentKeys.NAMES));
    }
    if (equals < 0 || text.substring(equals + 1).isBlank()) {
      throw new Location(text, text.length()).error(key + " has no values,", FORM);
    }
    List<String> values = new ArrayList<>();
    int begin = equals + 1;
    for (int comma : commas(text, begin)) {
      values.add(value(text, begin, comma, values));
      begin = comma + 1;
    }
    return new SweepAxis(key, values);
  }

  private static String value(String text, int begin, int end, List<String> before) {
    String value = text.substring(begin, end).strip();
    if (value.isEmpty()) {
      throw new Location(text, begin).error("a value is missing,", FORM);
    }
    if (before.contains(value)) {
      int at = begin + text.substring(begin).indexOf(value);
      throw new Location(text, at)
          .error("the value " + Location.quote(value) + " is given twice,", "keep one");
    }
    return value;
  }

  /** Where values end: the commas outside of brackets and quotes, and the end. */
  private static List<Integer> commas(String text, int from) {
    List<Integer> commas = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfQuote(text, i);
      } else if (OPENING.indexOf(c) >= 0) {
        open.push(i);
      } else if (CLOSING.indexOf(c) >= 0) {
        close(text, i, open);
      } else if (c == ',' && open.isEmpty()) {
        commas.add(i);
      }
    }
    if (!open.isEmpty()) {
      int at = open.pop();
      char end = CLOSING.charAt(OPENING.indexOf(text.charAt(at)));
      throw new Location(text, at)
          .error("the bracket is never closed,", "end it with \"" + end + "\"");
    }
    commas.add(text.length());
    return commas;
  }

  private static void close(String text, int at, Deque<Integer> open) {
    int kind = CLOSING.indexOf(text.charAt(at));
    if (open.isEmpty() || text.charAt(open.pop()) != OPENING.charAt(kind)) {
      throw new Location(text, at)
          .error("this bracket closes none,", "open it with \"" + OPENING.charAt(kind) + "\"");
    }
  }

  private static int endOfQuote(String text, int from) {
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i;
      }
    }
    throw new Location(text, from).error("the quote is never closed,", "end it with \"");
  }
}
