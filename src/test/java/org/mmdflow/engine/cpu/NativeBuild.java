package org.mmdflow.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whether the build made the native library: tests skip only where it said that it could not. */
final class NativeBuild {
  private NativeBuild() {}

  /** Skips the test, with the build's reason, where there was no C compiler; fails otherwise. */
  static void assumeThere() {
    Optional<String> reason = unavailable();
    assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
    assertThat(NativeLibrary.load()).as("why the native library does not load").isEmpty();
  }

  private static Optional<String> unavailable() {
    try (InputStream text =
        NativeBuild.class.getResourceAsStream("/org/mmdflow/native/unavailable.txt")) {
      return text == null
          ? Optional.empty()
          : Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
