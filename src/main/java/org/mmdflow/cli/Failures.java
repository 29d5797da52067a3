package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mmdflow.expression.Suggestions;
import org.mmdflow.expression.UserError;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line on standard error and an exit code. */
final class Failures {
  /** The user's input is wrong. */
  static final int MISUSED = 2;

  /** Anything else went wrong. */
  static final int FAILED = 1;

  private final boolean debug;
  private final boolean json;

  Failures(String[] arguments) {
    debug = Arrays.asList(arguments).contains("--debug");
    json = Arrays.asList(arguments).contains("--json");
  }

  /** No command was named: the usage follows instead of a line. */
  static final class NoCommand extends ParameterException {
    private static final long serialVersionUID = 1L;

    NoCommand(CommandLine line) {
      super(line, "no command given");
    }
  }

  int misused(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    if (e instanceof NoCommand) {
      line.usage(line.getErr());
      return MISUSED;
    }
    if (e.getCause() instanceof UserError error) {
      return say(line, error.getMessage(), error, MISUSED);
    }
    String name = line.getCommandSpec().qualifiedName();
    return say(line, describe(e) + "; see " + name + " --help", e, MISUSED);
  }

  int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    if (e instanceof UserError) {
      return say(line, e.getMessage(), e, MISUSED);
    }
    return say(line, e.getMessage() == null ? e.toString() : e.getMessage(), e, FAILED);
  }

  private int say(CommandLine line, String message, Exception e, int code) {
    String oneLine = message.replaceAll("\\s*\\R\\s*", " ");
    line.getErr().println("mmdflow: " + oneLine);
    if (json) {
      line.getOut().println(Json.object(java.util.Map.of("error", oneLine)));
    }
    if (debug) {
      e.printStackTrace(line.getErr());
    }
    return code;
  }

  private static String describe(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing) {
      List<String> names = new ArrayList<>();
      missing.getMissing().forEach(a -> names.add(nameOf(a)));
      return String.join(", ", names) + " missing";
    }
    return e.getMessage();
  }

  private static String nameOf(CommandLine.Model.ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().get(0);
    CommandLine line = e.getCommandLine();
    boolean option = word.startsWith("-");
    boolean command = !option && !line.getSubcommands().isEmpty();
    List<String> valid = new ArrayList<>();
    if (option) {
      line.getCommandSpec().options().forEach(o -> valid.add(o.longestName()));
    } else if (command) {
      valid.addAll(line.getSubcommands().keySet());
    }
    String bare = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    Optional<String> near = Suggestions.nearest(bare, valid);
    String what = option ? "unknown option " : command ? "unknown command " : "unexpected word ";
    return what + '"' + bare + '"' + near.map(n -> ", did you mean \"" + n + "\"?").orElse("");
  }
}
