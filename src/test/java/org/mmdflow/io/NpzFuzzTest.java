package org.mmdflow.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mmdflow.expression.UserError;

/** Whatever the bytes: points, or a {@link UserError}. */
class NpzFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void readsOrRefuses(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("fuzz", ".npz");
    try {
      Files.write(file, bytes);
      Finite.check(PointsFiles.read(file), bytes);
    } catch (UserError e) {
      Finite.check(e);
    } finally {
      Files.delete(file);
    }
  }
}
