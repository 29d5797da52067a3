package org.mmdflow.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {{name}}} in one pass: a text that goes in is never searched for names again. */
final class PageTemplate {
  private static final Pattern NAME = Pattern.compile("\\{\\{([a-z-]+)}}");

  private PageTemplate() {}

  /**
   * The template with every name replaced by its value, as it stands.
   *
   * @throws IllegalStateException if the template names what has no value
   */
  static String fill(String template, Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    Matcher matcher = NAME.matcher(template);
    int from = 0;
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalStateException("the page has no value for " + matcher.group());
      }
      out.append(template, from, matcher.start()).append(value);
      from = matcher.end();
    }
    return out.append(template, from, template.length()).toString();
  }
}
