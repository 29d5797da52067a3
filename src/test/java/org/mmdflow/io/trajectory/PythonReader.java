package org.mmdflow.io.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Another program's own reader, run by Python. Set {@code mmdflow.test.MODULE} to {@code required}
 * where a test must fail without the module; elsewhere it is skipped and counted. Debian's Python
 * comes first: its packages are not seen by another one on the path.
 */
final class PythonReader {
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private PythonReader() {}

  /** The words that {@code script} prints, given {@code arguments}. */
  static List<String> run(String module, String script, String... arguments)
      throws IOException, InterruptedException {
    for (String python : PYTHONS) {
      if (succeeds(python, "-c", "import " + module)) {
        return words(python, script, arguments);
      }
    }
    if (System.getProperty("mmdflow.test." + module, "").equals("required")) {
      fail("no Python here has the module " + module);
    }
    assumeTrue(false, "no Python here has the module " + module);
    throw new IllegalStateException();
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> words(String python, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, "-W", "ignore", "-c", script));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Java's library of signals is nothing to Python.
    builder.environment().remove("LD_PRELOAD");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return List.of(said.strip().split("\\s+", -1));
  }
}
