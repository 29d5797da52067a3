package org.mmdflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What becomes of an answer that nobody takes. */
class StreamsTest {
  private static OutputStream failing(String why) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(why);
      }
    };
  }

  @Test
  void aReaderThatWentAwayIsNoFailure() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(Main.execute(failing("Broken pipe"), err, "--version")).isZero();
    assertThat(err.size()).isZero();
  }

  @Test
  void aFullDiskIsOne() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(Main.execute(failing("No space left on device"), err, "--version")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "mmdflow: the answer could not be written (No space left on device), standard output;"
                + " make room there or send it elsewhere\n");
  }

  @Test
  void errorsOfTheVirtualMachineGetOneLine() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(OutputStream.nullOutputStream(), err);
    Failures failures = new Failures(new String[0], streams);
    assertThat(failures.failed(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
    assertThat(failures.failed(new StackOverflowError())).isEqualTo(1);
    assertThat(failures.failed(new IllegalStateException("two\nlines"))).isEqualTo(1);
    String[] lines = err.toString(StandardCharsets.UTF_8).split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("mmdflow: out of memory, the Java heap has ").contains("; ");
    assertThat(lines[1]).startsWith("mmdflow: the stack is full, ").contains("; ");
    assertThat(lines[2]).startsWith("mmdflow: two lines; ");
  }
}
