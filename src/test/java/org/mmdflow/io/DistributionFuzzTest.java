package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Distribution;

/** Whatever the text: a distribution that reads back to itself, or a {@link UserError}. */
class DistributionFuzzTest {
  private static final Path NOWHERE = Path.of("target", "no", "such", "folder");

  @FuzzTest(maxDuration = "1m")
  void readsOrRefuses(byte[] bytes) throws IOException {
    try {
      String text = new String(bytes, StandardCharsets.UTF_8);
      Distribution first = DistributionParser.parse(text, NOWHERE);
      assertThat(DistributionParser.parse(first.toString(), NOWHERE)).hasToString(first.toString());
    } catch (UserError e) {
      Finite.check(e);
    }
  }
}
