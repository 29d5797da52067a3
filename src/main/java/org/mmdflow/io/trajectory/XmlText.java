package org.mmdflow.io.trajectory;

/** Text fit for XML. Pure functions. */
final class XmlText {
  private XmlText() {}

  /** Text between double quotes; what XML does not allow becomes a question mark. */
  static String attribute(String text) {
    StringBuilder xml = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> xml.appendCodePoint(isAllowed(c) ? c : '?');
              }
            });
    return xml.toString();
  }

  private static boolean isAllowed(int c) {
    return (c >= ' ' && c < 0xd800) || (c > 0xdfff && c < 0xfffe) || c > 0xffff;
  }
}
