package org.mmdflow.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.mmdflow.expression.UserError;

/** Whatever the bytes: points, or a {@link UserError}. */
class CsvFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void readsOrRefuses(byte[] bytes) throws IOException {
    DataFile file = DataFile.of(Path.of("a.csv"));
    try {
      Finite.check(CsvTableReader.read(file, new ByteArrayInputStream(bytes)).points(), bytes);
    } catch (UserError e) {
      Finite.check(e);
    }
  }
}
