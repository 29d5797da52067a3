package org.mmdflow.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.mmdflow.expression.UserError;
import org.mmdflow.measure.Law;

/** Whatever the bytes: a density in the unit square, or a {@link UserError}. */
class ImageFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void readsOrRefuses(byte[] bytes) {
    try {
      Law law = Images.read(new ByteArrayInputStream(bytes), "a.png", "\"a.png\"");
      for (double coordinate : law.sample(20, 1).data()) {
        assertThat(coordinate).isBetween(0.0, 1.0);
      }
    } catch (UserError e) {
      Finite.check(e);
    } catch (IOException e) {
      // Images.read(Path, ...) turns it into a UserError.
      assertThat(e).isNotNull();
    }
  }
}
