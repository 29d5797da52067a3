package org.mmdflow.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.mmdflow.engine.Device;
import org.mmdflow.io.JsonTree;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command speaks: its answer on standard output, everything else on standard error. Lines
 * may come from any thread.
 */
final class Console {
  private final Streams streams;
  private final OutputOptions options;

  Console(CommandSpec spec, OutputOptions options) {
    this.streams = Main.streams(spec);
    this.options = options;
  }

  /** A line of progress or advice. */
  void note(String line) {
    if (!options.quiet()) {
      streams.err().println(line);
    }
  }

  /** An error that an answer comes with, quiet or not. */
  void error(String line) {
    streams.err().println("mmdflow: " + line);
  }

  /** Says which engine runs, and why. */
  void engine(Device device) {
    note("engine: " + device.engine() + " on " + device.name() + " (" + device.why() + ")");
  }

  /** The answer: one JSON object, or text. */
  void answer(Answer answer) {
    PrintWriter out = streams.out();
    if (options.json()) {
      out.println(JsonTree.line(answer.members()));
    } else {
      answer.lines().forEach(out::println);
    }
  }

  /** Standard error for a library that wants a stream. */
  PrintStream errorStream() {
    return streams.rawErr();
  }

  boolean json() {
    return options.json();
  }

  boolean quiet() {
    return options.quiet();
  }
}
