package org.mmdflow.cli;

import java.io.PrintWriter;
import org.mmdflow.engine.Device;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command speaks: its answer on standard output, everything else on standard error. */
final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputOptions options;

  Console(CommandSpec spec, OutputOptions options) {
    this.out = spec.commandLine().getOut();
    this.err = spec.commandLine().getErr();
    this.options = options;
  }

  /** A line of progress or advice. */
  void note(String line) {
    if (!options.quiet()) {
      err.println(line);
    }
  }

  /** Says which engine runs, and why. */
  void engine(Device device) {
    note("engine: " + device.engine() + " on " + device.name() + " (" + device.why() + ")");
  }

  /** The answer: one JSON object, or text. */
  void answer(Answer answer) {
    out.println(options.json() ? Json.object(answer.members()) : answer.text());
  }

  boolean json() {
    return options.json();
  }

  boolean quiet() {
    return options.quiet();
  }
}
