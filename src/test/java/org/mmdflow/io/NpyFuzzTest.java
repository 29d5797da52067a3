package org.mmdflow.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.mmdflow.expression.UserError;

/** Whatever the bytes: points, or a {@link UserError}. */
class NpyFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void readsOrRefuses(byte[] bytes) throws IOException {
    try {
      Finite.check(NpyReader.read(new ByteArrayInputStream(bytes), bytes.length, "a.npy"), bytes);
    } catch (UserError e) {
      Finite.check(e);
    }
  }
}
