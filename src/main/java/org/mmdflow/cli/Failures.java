package org.mmdflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.mmdflow.experiment.RunFailure;
import org.mmdflow.expression.UserError;
import org.mmdflow.io.JsonTree;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns whatever went wrong into one line on standard error and an exit code. */
final class Failures {
  /** The user's input is wrong. */
  static final int MISUSED = 2;

  /** Anything else went wrong. */
  static final int FAILED = 1;

  /** A signal or the clock ended it; what there was is saved. */
  static final int INTERRUPTED = 130;

  private final boolean debug;
  private final boolean json;
  private final Streams streams;

  Failures(String[] arguments, Streams streams) {
    debug = Arrays.asList(arguments).contains("--debug");
    json = Arrays.asList(arguments).contains("--json");
    this.streams = streams;
  }

  /** No command was named: the usage follows instead of a line. */
  static final class NoCommand extends ParameterException {
    private static final long serialVersionUID = 1L;

    NoCommand(CommandLine line) {
      super(line, "no command given");
    }
  }

  /** A signal ended a command that has nothing to save. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interrupted(String message) {
      super(message);
    }
  }

  int misused(ParameterException e, String[] arguments) {
    if (e instanceof NoCommand) {
      e.getCommandLine().usage(streams.err());
      return MISUSED;
    }
    if (e.getCause() instanceof UserError error) {
      return say(message(error), error, MISUSED);
    }
    return say(Misuse.describe(e), e, MISUSED);
  }

  int failed(Throwable e) {
    if (e instanceof UserError) {
      return say(message(e), e, MISUSED);
    }
    if (e instanceof Interrupted) {
      return say(message(e), e, INTERRUPTED);
    }
    return say(describe(e), e, FAILED);
  }

  private static String message(Throwable e) {
    return String.valueOf(e.getMessage());
  }

  private static String describe(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return "out of memory, the Java heap has "
          + Figures.bytes(Runtime.getRuntime().maxMemory())
          + "; use fewer points, or allow more with MMDFLOW_JAVA_OPTS=-Xmx8g";
    }
    if (e instanceof StackOverflowError) {
      return "the stack is full, something is nested too deeply; nest it less";
    }
    if (e instanceof RunFailure) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof UncheckedIOException || e instanceof IOException) {
      return (e.getMessage() == null ? "reading or writing failed" : e.getMessage())
          + "; check the disk, and the folder's owner and mode";
    }
    return (e.getMessage() == null ? e.toString() : message(e))
        + (e instanceof IllegalStateException ? "" : " (" + e.getClass().getSimpleName() + ")")
        + "; this is not your mistake: run it again with --debug for the details";
  }

  private int say(String message, Throwable e, int code) {
    String oneLine = message.replaceAll("\\s*\\R\\s*", " ");
    streams.err().println("mmdflow: " + oneLine);
    if (json) {
      streams.out().println(JsonTree.line(Map.of("error", oneLine)));
    }
    if (debug) {
      e.printStackTrace(streams.err());
    }
    return code;
  }
}
