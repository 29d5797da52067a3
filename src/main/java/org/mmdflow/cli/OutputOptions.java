package org.mmdflow.cli;

import picocli.CommandLine.Option;

/** The options of every command. */
final class OutputOptions {
  @Option(
      names = "--json",
      order = 90,
      description = "Print one JSON object on standard output and nothing else there.")
  private boolean json;

  @Option(names = "--quiet", order = 91, description = "Errors only on standard error.")
  private boolean quiet;

  @Option(names = "--debug", order = 92, description = "Show the stack trace of an error.")
  @SuppressWarnings("unused") // Failures looks for the word itself: it must work before parsing.
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      order = 93,
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli acts on it.
  private boolean help;

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }
}
