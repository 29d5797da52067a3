package org.mmdflow.experiment;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes experiments as YAML that {@link ExperimentFile} reads back to the same values. */
final class ExperimentYaml {
  /** What YAML reads as it stands. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+*()=,\\[\\]\\-]*( [A-Za-z0-9_.+*()=,\\[\\]\\-]+)*");

  private ExperimentYaml() {}

  /** One line a key. */
  static String write(Map<String, String> values) {
    StringBuilder yaml = new StringBuilder();
    values.forEach(
        (key, value) -> {
          boolean asItStands =
              PLAIN.matcher(value).matches() || key.equals(ExperimentKeys.MONITORS);
          yaml.append(key).append(": ").append(asItStands ? value : quoted(value)).append('\n');
        });
    return yaml.toString();
  }

  private static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
              } else if ((c >= ' ' && c < 0x7f)
                  || (c > 0x9f && c < 0xd800 && c != 0x2028 && c != 0x2029)) {
                text.appendCodePoint(c);
              } else {
                text.append(String.format(Locale.ROOT, "\\U%08X", c));
              }
            });
    return text.append('"').toString();
  }
}
