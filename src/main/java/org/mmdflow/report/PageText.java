package org.mmdflow.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/** Makes any text harmless where it lands in a page. */
final class PageText {
  private PageText() {}

  /** For HTML text and for attribute values in quotes of either kind. */
  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        // HTML has no NUL; browsers would replace it, validators refuse it.
        case '\0' -> out.append('\uFFFD');
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * For JSON inside a script element: no character that could end the element, begin a comment or
   * an entity, or break a line of JavaScript appears as itself.
   */
  static final class ScriptEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final String ESCAPED = "<>&'\u2028\u2029";

    private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

    ScriptEscapes() {
      ESCAPED
          .chars()
          .filter(c -> c < ascii.length)
          .forEach(c -> ascii[c] = CharacterEscapes.ESCAPE_CUSTOM);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    @SuppressWarnings("NullAway") // the library's contract: null means "as it stands"
    public SerializableString getEscapeSequence(int c) {
      return ESCAPED.indexOf(c) < 0
          ? null
          : new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
    }
  }
}
