package org.mmdflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mmdflow.expression.Location;
import org.mmdflow.expression.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the words of a command line. */
final class Misuse {
  private static final String WHOLE = "a whole number";

  private static final Map<Class<?>, String> KINDS =
      Map.of(
          Integer.class, WHOLE,
          int.class, WHOLE,
          Long.class, WHOLE,
          long.class, WHOLE,
          Double.class, "a number",
          double.class, "a number");

  private Misuse() {}

  static String describe(ParameterException e) {
    CommandLine line = e.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    String see = "; see " + name + " --help";
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, name, see);
    }
    if (e instanceof OverwrittenOptionException twice) {
      return nameOf(twice.getOverwritten()) + " is given twice, in " + name + "; keep one";
    }
    if (e instanceof MissingParameterException missing) {
      return missing(missing, name, see);
    }
    if (e.getArgSpec() != null && e.getValue() != null) {
      String kind =
          KINDS.getOrDefault(valueType(e.getArgSpec()), "a " + e.getArgSpec().paramLabel());
      String written = Location.quote(e.getValue());
      boolean large = kind.equals(WHOLE) && e.getValue().matches("[-+]?\\d+");
      return written
          + (large ? " is too large a number, in " : " is not " + kind + ", in ")
          + nameOf(e.getArgSpec())
          + see;
    }
    return e.getMessage() + ", in " + name + see;
  }

  private static Class<?> valueType(ArgSpec arg) {
    Class<?>[] inner = arg.auxiliaryTypes();
    return inner.length > 0 ? inner[0] : arg.type();
  }

  private static String missing(MissingParameterException e, String name, String see) {
    List<ArgSpec> missing = e.getMissing();
    if (missing.size() == 1 && missing.get(0) instanceof OptionSpec option && wasWritten(e)) {
      return option.longestName()
          + " needs a value, in "
          + name
          + "; write "
          + option.longestName()
          + " "
          + option.paramLabel();
    }
    String names = missing.stream().map(Misuse::nameOf).collect(Collectors.joining(" and "));
    return names + (missing.size() == 1 ? " is" : " are") + " missing, in " + name + see;
  }

  /**
   * picocli tells an option without its value from a required option that is not there by words.
   */
  private static boolean wasWritten(MissingParameterException e) {
    String message = String.valueOf(e.getMessage());
    return !message.startsWith("Missing required option") && !message.startsWith("Error:");
  }

  private static String nameOf(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private static String unmatched(UnmatchedArgumentException e, String name, String see) {
    String word = e.getUnmatched().get(0);
    CommandLine line = e.getCommandLine();
    boolean option = word.startsWith("-") && word.length() > 1;
    boolean command = !option && !line.getSubcommands().isEmpty();
    List<String> valid = new ArrayList<>();
    if (option) {
      line.getCommandSpec().options().forEach(o -> valid.add(o.longestName()));
    } else if (command) {
      valid.addAll(line.getSubcommands().keySet());
    }
    String bare = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    String what = option ? "unknown option " : command ? "unknown command " : "unexpected word ";
    return what
        + Location.quote(bare)
        + ", in "
        + name
        + Suggestions.nearest(bare, valid)
            .map(near -> "; did you mean \"" + near + "\"?")
            .orElse(see);
  }
}
