package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mmdflow.kernel.ProfileFamily;

/** The lists of kernel families in C are Java's, in its order: families travel as numbers. */
class FamilyListTest {
  private static final List<String> FAMILIES =
      Arrays.stream(ProfileFamily.values()).map(Enum::name).toList();

  private static List<String> matches(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1).toUpperCase(Locale.ROOT));
    }
    return found;
  }

  /** The text from {@code start} to the first {@code end} after it. */
  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    assertThat(from).as(start).isNotNegative();
    int to = text.indexOf(end, from + start.length());
    assertThat(to).as(end).isNotNegative();
    return text.substring(from + start.length(), to);
  }

  @Test
  void theEngineNumbersFamiliesAsJavaDoes() throws IOException {
    String text = Files.readString(Path.of("native", "src", "numerics.h"));
    List<String> names = matches(between(text, "enum family {", "}"), "\\bFAMILY_([A-Z0-9]+)");
    assertThat(names.subList(0, names.size() - 1)).isEqualTo(FAMILIES);
    assertThat(names.get(names.size() - 1)).isEqualTo("POLYNOMIAL");
  }
}
