package org.mmdflow.io;

import java.util.ArrayList;
import java.util.List;
import org.mmdflow.expression.UserError;

/**
 * Reads the Python dictionary of a .npy header. The grammar is flat (strings, True, False, a tuple
 * of integers), so nothing nests and nothing recurses.
 */
final class NpyHeaderParser {
  private static final int MOST_AXES = 32;

  private final String text;
  private final String where;
  private int at;

  String descriptor = "";
  boolean fortranOrder;
  List<Long> shape = List.of();

  private boolean hasDescriptor;
  private boolean hasOrder;
  private boolean hasShape;

  NpyHeaderParser(String text, String where) {
    this.text = text;
    this.where = where;
  }

  /** Fills the fields, or refuses the header. */
  void parse() {
    expect('{');
    while (!accept('}')) {
      entry();
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipBlanks();
    if (at < text.length()) {
      throw unreadable();
    }
    if (!(hasDescriptor && hasOrder && hasShape)) {
      throw new UserError(
          "header lacks descr, fortran_order or shape, " + where + "; write it with numpy.save");
    }
  }

  private void entry() {
    String key = string();
    expect(':');
    skipBlanks();
    switch (key) {
      case "descr" -> {
        require(!hasDescriptor);
        hasDescriptor = true;
        if (peek() == '[' || peek() == '(') {
          throw new UserError(
              "structured types are not coordinates, "
                  + where
                  + "; save a plain float32 or float64 array");
        }
        descriptor = string();
      }
      case "fortran_order" -> {
        require(!hasOrder);
        hasOrder = true;
        fortranOrder = bool();
      }
      case "shape" -> {
        require(!hasShape);
        hasShape = true;
        shape = tuple();
      }
      default -> throw unreadable();
    }
  }

  private String string() {
    skipBlanks();
    char quote = peek();
    require(quote == '\'' || quote == '"');
    int end = text.indexOf(quote, at + 1);
    require(end >= 0);
    String value = text.substring(at + 1, end);
    require(value.indexOf('\\') < 0);
    at = end + 1;
    return value;
  }

  private boolean bool() {
    for (String word : List.of("True", "False")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("True");
      }
    }
    throw unreadable();
  }

  private List<Long> tuple() {
    expect('(');
    List<Long> values = new ArrayList<>();
    while (!accept(')')) {
      require(values.size() < MOST_AXES);
      values.add(integer());
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return List.copyOf(values);
  }

  private long integer() {
    skipBlanks();
    int start = at;
    if (peek() == '-') {
      at++;
    }
    while (Character.isDigit(peek())) {
      at++;
    }
    String digits = text.substring(start, at);
    if (peek() == 'L') {
      at++;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      at = start;
      throw unreadable();
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean accept(char c) {
    skipBlanks();
    if (peek() == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    require(accept(c));
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
      at++;
    }
  }

  private void require(boolean condition) {
    if (!condition) {
      throw unreadable();
    }
  }

  private UserError unreadable() {
    return new UserError(
        "header makes no sense at its character "
            + (at + 1)
            + ", "
            + where
            + "; write it with numpy.save");
  }
}
