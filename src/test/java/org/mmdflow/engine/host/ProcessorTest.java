package org.mmdflow.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
  @Test
  void namesTheProcessorWhereThatIsKnown(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cpuinfo");
    assertThat(Processor.name(file)).isEqualTo(System.getProperty("os.arch"));
    Files.writeString(file, "processor : 0\nmodel name\t: ACME 9000\nmodel name\t: other\n");
    assertThat(Processor.name(file)).isEqualTo("ACME 9000");
    Files.writeString(file, "processor : 0\n");
    assertThat(Processor.name(file)).isEqualTo(System.getProperty("os.arch"));
  }

  @Test
  void saysHowManyThreadsAndWhichInstructions() {
    assertThat(Processor.describe(1)).endsWith(", 1 thread");
    assertThat(Processor.describe("avx2", 3)).endsWith(", avx2, 3 threads");
  }
}
