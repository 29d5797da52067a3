package org.mmdflow.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.mmdflow.flow.Progress;

/** Shows how a run gets on, on standard error. */
interface ProgressView extends Consumer<Progress>, AutoCloseable {
  /** Leaves a complete line behind. */
  @Override
  void close();

  /** A bar on a terminal, lines elsewhere, nothing where the user wants quiet. */
  static ProgressView on(Console console) {
    return on(console, false);
  }

  /** Likewise for work of which percent are told as steps. */
  static ProgressView ofShare(Console console) {
    return on(console, true);
  }

  private static ProgressView on(Console console, boolean share) {
    if (console.quiet()) {
      return new Silent();
    }
    return isTerminal() ? new ProgressBarView(console, share) : new ProgressLines(console, share);
  }

  /** Whether standard error is a terminal. */
  private static boolean isTerminal() {
    try {
      // Java knows of standard input and output only; Linux tells by the name of the file.
      String name = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty");
    } catch (java.io.IOException | RuntimeException e) {
      return false;
    }
  }

  /** Shows nothing. */
  final class Silent implements ProgressView {
    @Override
    public void accept(Progress progress) {}

    @Override
    public void close() {}
  }
}
